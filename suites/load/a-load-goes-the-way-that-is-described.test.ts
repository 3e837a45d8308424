import type { RequestListener } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { openForwardProxy } from '../../fixtures/connection/testing/open-forward-proxy.ts';
import { serveTls, type TlsServerBehaviour } from '../../fixtures/connection/testing/serve-tls.ts';
import type { Connection } from '../../targets/connection.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { makeAuthority, type Authority, type Issued } from '../../targets/testing/certificate-authority.ts';
import { loadRunner } from './run-load.ts';

const k6 = requirePrerequisite('k6');
const id = 'load.health-does-not-fail';
const name = 'api.medcor.test';
let own: Authority;
let good: Issued;

beforeAll(async () => {
  own = await makeAuthority('Own CA');
  good = await own.issue({ names: [name] });
});

const healthy: RequestListener = (_, response) => void response.end('{"status":"ok"}');
const failing: RequestListener = (_, response) => void response.writeHead(500).end();

const serveHealth = (issued: Issued, behaviour: TlsServerBehaviour = {}) =>
  serveTls(issued, { answer: healthy, ...behaviour });

const trusting = (port: number, more: Connection = {}): Connection => ({
  certificateAuthority: own.certificate,
  resolve: [{ host: name, port, address: '127.0.0.1' }],
  ...more,
});

describe('k6', () => {
  test('passes with a private authority, an instance and a client certificate, whose key stands in no file', async () => {
    await using server = await serveHealth(good, { clientsOf: own.certificate });
    const clientCertificate = await own.issue({ names: ['medcor-verify'], purpose: 'client' });
    const { outcome, files } = await ask(
      `https://${name}:${server.port}/`,
      trusting(server.port, { clientCertificate }),
    );
    expect(outcome).toMatchObject({ verdict: 'passed' });
    expect(server.seen[0]).toEqual({
      method: 'GET',
      serverName: name,
      hostHeader: `${name}:${server.port}`,
      client: 'medcor-verify',
    });
    expect(Object.keys(files)).toContain('k6-summary.json');
    for (const text of Object.values(files)) expect(text).not.toMatch(/PRIVATE KEY/);
  });

  test('does not trust what another authority has signed, and blames nobody for it', async () => {
    const foreign = await makeAuthority('Foreign CA');
    await using server = await serveHealth(await foreign.issue({ names: [name] }));
    const { outcome } = await ask(`https://${name}:${server.port}/`, trusting(server.port));
    expect(outcome).toMatchObject({ verdict: 'broken', reason: expect.stringContaining('unknown authority') });
    expect(server.seen).toEqual([]);
  });

  test('fails for a certificate that has ended', async () => {
    await using server = await serveHealth(await own.issue({ names: [name], days: [-9, -2] }));
    const { outcome } = await ask(`https://${name}:${server.port}/`, trusting(server.port));
    expect(outcome).toMatchObject({
      verdict: 'failed',
      violation: { cause: { sentence: expect.stringContaining('certificate has expired') } },
    });
  });

  test('tells two instances behind one name apart', async () => {
    await using one = await serveHealth(good);
    await using other = await serveHealth(good, { answer: failing });
    await using proxy = await openForwardProxy({
      names: { '192.0.2.1:443': one.host, '192.0.2.2:443': other.host },
      admits: 'me:secret42',
    });
    const instance = (address: string): Connection => ({
      certificateAuthority: own.certificate,
      forwardProxy: { url: `http://me:secret42@${proxy.host}`, direct: [] },
      resolve: [{ host: name, port: 443, address }],
    });
    expect((await ask(`https://${name}/`, instance('192.0.2.1'))).outcome).toMatchObject({ verdict: 'passed' });
    expect((await ask(`https://${name}/`, instance('192.0.2.2'))).outcome).toMatchObject({ verdict: 'failed' });
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT 192.0.2.1:443', 'CONNECT 192.0.2.2:443']));
  });

  test('says that our own proxy is in the way, and nothing of the target', async () => {
    await using proxy = await openForwardProxy({ admits: 'me:secret42' });
    const { outcome } = await ask(`https://${name}/`, {
      forwardProxy: { url: `http://me:hunter2hunter2@${proxy.host}`, direct: [] },
    });
    expect(outcome).toMatchObject({
      verdict: 'broken',
      reason: expect.stringMatching(/k6's connections failed on the way: the forward proxy http:\S+ refuses the user/),
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });
});

async function ask(url: string, connection: Connection) {
  const directory = await mkdtemp(join(tmpdir(), 'load-way-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
  const none = { notOffered: 'not in this test' };
  const deployment = {
    name: 'stand-in',
    surfaces: { api: { url }, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none },
    connection,
    identities: {},
    furthestSafety: 'probe' as const,
    accepted: {},
    waivers: [],
    workers: { results: none },
    dialect: contractDialect,
    own: true,
  };
  const outcomes = await loadRunner({ deployment, k6, directory, seconds: 1 })([id], {
    signal: new AbortController().signal,
  });
  const names = await readdir(directory);
  const texts = await Promise.all(names.map((file) => readFile(join(directory, file), 'utf8')));
  return { outcome: outcomes.get(id), files: Object.fromEntries(names.map((file, index) => [file, texts[index]])) };
}
