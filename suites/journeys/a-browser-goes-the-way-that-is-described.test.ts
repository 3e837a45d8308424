import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { openForwardProxy } from '../../fixtures/connection/testing/open-forward-proxy.ts';
import { serveTls, type TlsServerBehaviour } from '../../fixtures/connection/testing/serve-tls.ts';
import type { RunnerOutcome } from '../../harness/runner.ts';
import type { Connection } from '../../targets/connection.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { makeAuthority, type Authority, type Issued } from '../../targets/testing/certificate-authority.ts';
import { journeysRunner } from './run-journeys.ts';
import { answerAsPage } from './stand-in-page.ts';

const chromium = requirePrerequisite('Chromium');
const id = 'journeys.documentation-lists-operations';
const name = 'api.medcor.test';
let own: Authority;
let good: Issued;

beforeAll(async () => {
  own = await makeAuthority('Own CA');
  good = await own.issue({ names: [name] });
});

const servePage = (issued: Issued, behaviour: TlsServerBehaviour = {}) =>
  serveTls(issued, { answer: answerAsPage(), ...behaviour });

const trusting = (port: number, more: Connection = {}): Connection => ({
  certificateAuthority: own.certificate,
  resolve: [{ host: name, port, address: '127.0.0.1' }],
  ...more,
});

describe('Chromium', () => {
  test('passes with a private authority, an instance and a client certificate, whose key stands in no file', async () => {
    await using server = await servePage(good, { clientsOf: own.certificate });
    const clientCertificate = await own.issue({ names: ['medcor-verify'], purpose: 'client' });
    await using directory = await temporaryDirectory();
    const connection = trusting(server.port, { clientCertificate });
    expect(await ask(`https://${name}:${server.port}/`, connection, directory)).toMatchObject({ verdict: 'passed' });
    expect(server.seen[0]).toEqual({
      method: 'GET',
      serverName: name,
      hostHeader: `${name}:${server.port}`,
      client: 'medcor-verify',
    });
    const [keyLine = 'a key without lines'] = /^[\w+/]{40}/m.exec(clientCertificate.key) ?? [];
    const files = (await readdir(directory.path, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    for (const file of files) expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain(keyLine);
    expect(files.length).toBeGreaterThan(0);
  });

  test('is red for a certificate that another authority has signed', async () => {
    const foreign = await makeAuthority('Foreign CA');
    await using server = await servePage(await foreign.issue({ names: [name] }));
    expect(await ask(`https://${name}:${server.port}/`, trusting(server.port))).toMatchObject({
      verdict: 'failed',
      violation: { cause: { id: 'certificate-chain-incomplete' } },
    });
    expect(server.seen).toEqual([]);
  });

  test('is red for a certificate that it knows nobody for, without a relay', async () => {
    await using server = await serveTls(await own.issue({ names: ['127.0.0.1'] }), { answer: answerAsPage() });
    expect(await ask(`https://${server.host}/`, {})).toMatchObject({ verdict: 'failed' });
  });

  test('opens nothing with the certificate of a stranger', async () => {
    await using server = await servePage(good, { clientsOf: own.certificate });
    const foreign = await makeAuthority('Foreign CA');
    const clientCertificate = await foreign.issue({ names: ['medcor-verify'], purpose: 'client' });
    const outcome = await ask(`https://${name}:${server.port}/`, trusting(server.port, { clientCertificate }));
    expect(outcome).toMatchObject({ verdict: 'failed' });
    expect(server.seen).toEqual([]);
  });

  test('tells two instances behind one name apart', async () => {
    await using healthy = await servePage(good);
    await using broken = await servePage(good, { answer: answerAsPage({ script: 'null.x' }) });
    await using proxy = await openForwardProxy({
      names: { '192.0.2.1:443': healthy.host, '192.0.2.2:443': broken.host },
    });
    const instance = (address: string): Connection => ({
      certificateAuthority: own.certificate,
      forwardProxy: { url: `http://${proxy.host}`, direct: [] },
      resolve: [{ host: name, port: 443, address }],
    });
    expect(await ask(`https://${name}/`, instance('192.0.2.1'))).toMatchObject({ verdict: 'passed' });
    expect(await ask(`https://${name}/`, instance('192.0.2.2'))).toMatchObject({
      violation: { cause: { id: 'script-error' } },
    });
  });

  test('goes through a forward proxy with its credentials, for plain pages too', async () => {
    await using server = await servePage(good, { plain: true });
    await using proxy = await openForwardProxy({ names: { [`${name}:80`]: server.host }, admits: 'me:secret42' });
    const forwardProxy = { url: `http://me:secret42@${proxy.host}`, direct: [] };
    expect(await ask(`http://${name}/`, { forwardProxy })).toMatchObject({ verdict: 'passed' });
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${name}:80`]));
  });

  test('says that our own proxy is in the way, and nothing of the target', async () => {
    await using proxy = await openForwardProxy({ admits: 'me:secret42' });
    const forwardProxy = { url: `http://${proxy.host}`, direct: [] };
    expect(await ask(`https://${name}/`, { forwardProxy })).toMatchObject({
      verdict: 'broken',
      reason: expect.stringContaining(`the forward proxy http://${proxy.host} wants credentials and was given none`),
    });
  });
});

async function ask(
  url: string,
  connection: Connection,
  directory?: { path: string },
): Promise<RunnerOutcome | undefined> {
  await using temporary = directory ? undefined : await temporaryDirectory();
  const none = { notOffered: 'not in this test' };
  const deployment = {
    name: 'stand-in',
    surfaces: { api: { url }, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none },
    connection,
    identities: {},
    furthestSafety: 'observe' as const,
    accepted: {},
    waivers: [],
    workers: { results: none },
    dialect: contractDialect,
    own: true,
  };
  const run = journeysRunner({ deployment, chromium, directory: (directory ?? temporary)?.path ?? '' });
  return (await run([id], { signal: new AbortController().signal })).get(id);
}

async function temporaryDirectory(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'journeys-way-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
