import { expect, test } from 'vitest';
import { redactor } from '../harness/redact.ts';
import { contractDialect } from './contract-dialect.ts';
import type { Deployment } from './deployment.ts';
import { secretsOf } from './secrets-of.ts';
import { makeAuthority } from './testing/certificate-authority.ts';

const none = { notOffered: 'none here' };

const deploymentAt = (url: string): Deployment => ({
  name: 'any',
  surfaces: { api: { url }, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none },
  identities: {},
  furthestSafety: 'observe',
  accepted: {},
  workers: { results: none },
  dialect: contractDialect,
  own: false,
});

test.for([
  ['amqp://user:p%40ssword@h/', ['p%40ssword', 'p@ssword']],
  ['amqp://user:100%zz-sure@h/', ['100%zz-sure']],
  ['amqp://user:the-first@h1//; amqp://user:the-second@h2//', ['the-first', 'the-second']],
  ['http://SomeToken@h/', ['SomeToken', btoa('SomeToken:')]],
  ['http://user:password42@h/', ['password42', btoa('user:password42')]],
  ['postgres://u@h/d?password=Secret+42&sslmode=off', ['Secret+42']],
  ['postgres://u@h/d?sslpassword=Secret%2F42', ['Secret%2F42', 'Secret/42']],
] as const)('%s', ([url, secrets]) => {
  const known = secretsOf(deploymentAt(url));
  for (const secret of secrets) {
    expect(known).toContain(secret);
    expect(redactor(known)(`it was ${secret} then`)).toBe('it was [removed] then');
  }
});

test('a user name of a broker or a database is no secret', () => {
  expect(secretsOf(deploymentAt('amqp://long-user-name@h/'))).toEqual([]);
});

test('the way to a deployment holds secrets too: credentials of the proxy, and the key line by line', async () => {
  const authority = await makeAuthority('Own CA');
  const client = await authority.issue({ purpose: 'client' });
  const connection = {
    certificateAuthority: authority.certificate,
    forwardProxy: { url: 'http://me:secret42@proxy:3128/', direct: [] },
    clientCertificate: client,
  };
  const known = secretsOf({ ...deploymentAt('http://h/'), connection });
  expect(known).toContain('secret42');
  const redact = redactor(known);
  const keyLines = client.key.trim().split('\n').slice(1, -1);
  expect(keyLines.length).toBeGreaterThan(1);
  for (const line of keyLines) expect(redact(`it was ${line} then`)).toBe('it was [removed] then');
  // A certificate is shown to everybody, and its frame looks like that of a key.
  expect(redact('-----BEGIN CERTIFICATE-----')).toBe('-----BEGIN CERTIFICATE-----');
});
