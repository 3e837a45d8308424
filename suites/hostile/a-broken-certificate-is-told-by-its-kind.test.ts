import { createServer as createWebServer } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { createServer, type Server } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { serveWithOpenssl } from '../../fixtures/connection/testing/serve-with-openssl.ts';
import { makeBrokenCertificates } from '../../fixtures/testing/hostile/broken-certificates.ts';
import { wellWithAllItNeeds } from '../../fixtures/testing/hostile/healthy-facade.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import type { Issued } from '../../targets/testing/certificate-authority.ts';
import { askHostile } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

type Certificates = Awaited<ReturnType<typeof makeBrokenCertificates>>;

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeBrokenCertificates();
});

/** A healthy server that would pass everything, but for its TLS; OpenSSL refuses to serve some of this unless it is told to. */
const secured = ({ certificate, key }: Issued, options: ServerOptions = {}): Server =>
  createTlsServer({ cert: certificate, key, ciphers: 'DEFAULT@SECLEVEL=0', ...options }, wellWithAllItNeeds);

const healthy = {
  'health.api-is-healthy': 'passed',
  'health.mcp-is-healthy': 'passed',
  'health.mcp-is-healthy-behind-the-proxy': 'passed',
};

async function ask(server: Server, patienceMs?: number) {
  await using served = await serve(server);
  return await askAt(served.host, patienceMs);
}

async function askAt(host: string, patienceMs = 4000) {
  const url = `https://${host}/`;
  const connection = { certificateAuthority: certificates.trusted };
  return askHostile({ surfaces: { api: url, mcp: url, proxy: url }, connection, patienceMs });
}

test.for(['good', 'goodOverAnother'] as const)('what is in order is not in the way: %s', async (name) => {
  const run = await ask(secured(certificates[name]));
  expect(run.told).toMatchObject(healthy);
});

// That one has been revoked is not found: that would take a question to its authority, which nothing here asks.
const causes: Record<keyof Certificates['broken'], string> = {
  expired: 'certificate-expired',
  notYetValid: 'certificate-not-yet-valid',
  forAnotherName: 'certificate-for-another-name',
  selfSigned: 'certificate-self-signed',
  ofAStrangerWhoShowsItself: 'certificate-authority-unknown',
  ofAStranger: 'certificate-chain-incomplete',
  ofAStrangerOverAnother: 'certificate-authority-unknown',
  withoutTheOneBetween: 'certificate-chain-incomplete',
  ofAClient: 'certificate-invalid',
  withAWeakKey: 'certificate-too-weak',
  signedWithSha1: 'certificate-too-weak',
};

const expectCause = (cause: string) => ({ 'health.api-is-healthy': cause, 'health.mcp-is-healthy': cause });

describe.concurrent.for(Object.entries(causes))('a certificate %s', ([name, cause]) => {
  test('passes nothing', async () => {
    const run = await ask(secured(certificates.broken[name as keyof typeof causes]));
    expectCivil(run);
    expect(run.told).toEqual(expectCause(cause));
  });
});

const servers: Record<string, { server: () => Server; cause: string; patienceMs?: number }> = {
  'speaks TLS 1.0 at most': {
    server: () => secured(certificates.good, { minVersion: 'TLSv1', maxVersion: 'TLSv1' }),
    cause: 'tls-too-old',
  },
  'has no cipher of ours': {
    server: () => secured(certificates.good, { ciphers: 'NULL@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
    cause: 'tls-refused',
  },
  'speaks HTTP without TLS': { server: () => createWebServer(wellWithAllItNeeds), cause: 'not-tls' },
  'speaks AMQP': { server: () => createServer((socket) => socket.end('AMQP\0\0\x09\x01')), cause: 'not-tls' },
  'closes in the handshake': {
    server: () => createServer((socket) => socket.once('data', () => socket.end())),
    cause: 'tls-handshake-cut',
  },
  'is silent in the handshake': { server: () => createServer(() => {}), cause: 'timed-out', patienceMs: 2000 },
};

describe.concurrent.for(Object.entries(servers))('what %s where TLS is wanted', ([, { server, cause, patienceMs }]) => {
  test('passes nothing', async () => {
    const run = await ask(server(), patienceMs);
    expectCivil(run);
    expect(run.told).toEqual(expectCause(cause));
  });
});

test('a server that wants a certificate of ours, which nobody gave, passes nothing and is not blamed', async () => {
  const demand = { clientsOf: certificates.trusted, protocol: 'tls1_3' } as const;
  await using server = await serveWithOpenssl(certificates.good, demand);
  const { told } = await askAt(`127.0.0.1:${server.port}`);
  const ours = expect.stringMatching(/^broken: .* wants a client certificate, and none was given .*--cert FILE/);
  expect(told).toEqual({
    'health.api-is-healthy': ours,
    'health.mcp-is-healthy': ours,
    'health.mcp-is-healthy-behind-the-proxy': ours,
    'health.one-version-answers': ours,
    // Its own is shown before it asks for ours.
    'health.certificate-lasts': 'passed',
  });
});

test('TLS where plain HTTP is asked for passes nothing', async () => {
  await using served = await serve(secured(certificates.good));
  const url = `http://${served.host}/`;
  const run = await askHostile({ surfaces: { api: url, mcp: url, proxy: url } });
  expectCivil(run);
  expect(run.told).toEqual(expectCause('connection-reset'));
});
