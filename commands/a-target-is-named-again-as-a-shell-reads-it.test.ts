import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveTls } from '../fixtures/connection/testing/serve-tls.ts';
import { serve } from '../fixtures/testing/serve.ts';
import { surfaceNames } from '../targets/deployment.ts';
import { makeAuthority } from '../targets/testing/certificate-authority.ts';
import { askedAsOf } from './asked-as.ts';
import type { AskOptions } from './options.ts';

const root = join(import.meta.dirname, '..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor again & again '));
});
afterAll(() => rm(folder, { recursive: true }));

const shell = (command: string, environment: Record<string, string> = {}) =>
  new Promise<{ exitCode: unknown; said: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile('sh', ['-c', command], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, said: stdout + stderr }),
    );
  });

const againIn = (said: string): string => /^ {2}again +(.*)$/m.exec(said)?.[1] ?? 'false';
const causeIn = (said: string): string | undefined => /^ {2}cause .*\(([\w-]+)\)$/m.exec(said)?.[1];

test.for<[string, AskOptions, string]>([
  ['a profile', { target: "./my profiles/it's.json" }, "--target './my profiles/it'\\''s.json'"],
  [
    'addresses',
    { api: 'https://api.example.org/', broker: 'amqp://guest@h//' },
    '--api https://api.example.org/ --broker amqp://guest@h//',
  ],
  ['an address that holds a secret', { broker: 'amqp://me:secret42@h//' }, '--broker env:MEDCOR_BROKER'],
  ['one of several that do', { broker: 'amqp://me@h//; amqp://me:secret42@g//' }, '--broker env:MEDCOR_BROKER'],
  ['a token in an address', { api: 'https://token4242@h/' }, '--api env:MEDCOR_API'],
  ['a password among parameters', { database: 'postgres://h/d?password=secret42' }, '--database env:MEDCOR_DATABASE'],
  ['a variable', { cache: 'env:MY_CACHE' }, '--cache env:MY_CACHE'],
  [
    'a proxy',
    { target: 'local', forwardProxy: 'http://me:secret42@proxy:3128', direct: ['*.example.org'] },
    "--target local --forward-proxy env:MEDCOR_FORWARD_PROXY --direct '*.example.org'",
  ],
  [
    'certificates',
    { target: 'local', ca: 'a b.pem', cert: '$c.pem', key: 'k.pem', keyPassphrase: 'env:PASS' },
    "--target local --ca 'a b.pem' --cert '$c.pem' --key k.pem --key-passphrase env:PASS",
  ],
  [
    'instances',
    { target: 'local', resolve: ['a:1:10.0.0.7', 'b:2:[::1]'] },
    "--target local --resolve a:1:10.0.0.7 --resolve 'b:2:[::1]'",
  ],
  [
    'services',
    { services: 'ssh://deploy@app1', unit: ['a.service', 'b@1.service'], composeProject: 'medcor', sshConfig: 'a b' },
    "--services ssh://deploy@app1 --unit a.service --unit b@1.service --compose-project medcor --ssh-config 'a b'",
  ],
  [
    'services of a project',
    { target: 'local', composeProject: 'medcor', composeService: ['web', 'db'], composeOptional: ['debug'] },
    '--target local --compose-project medcor --compose-service web --compose-service db --compose-optional debug',
  ],
])('%s', ([, options, words]) => {
  expect(askedAsOf(options)).toBe(words);
});

test('the line reproduces the failure with a profile in a folder of an awkward name, and certificates', async () => {
  const authority = await makeAuthority('Own CA');
  await using server = await serveTls(await authority.issue({ names: ['api.medcor.test'] }), {
    answer: (_, response) => void response.writeHead(418).end(),
  });
  const profiles = join(folder, "it's $HOME");
  await mkdir(profiles);
  await writeFile(join(profiles, 'ca.pem'), authority.certificate);
  const api = `https://api.medcor.test:${server.port}/`;
  const nothingElse = Object.fromEntries(surfaceNames.map((name) => [name, { notOffered: 'not in this test' }]));
  const profile = {
    name: 'awkward',
    surfaces: { ...nothingElse, api },
    connection: { certificateAuthority: 'ca.pem' },
  };
  await writeFile(join(profiles, 'a profile.json'), JSON.stringify(profile));
  const words = `--target "${folder}/it's \\$HOME/a profile.json" --resolve api.medcor.test:${server.port}:127.0.0.1`;

  const first = await shell(`./medcor-verify --only health.api-is-healthy ${words}`);
  expect(first).toMatchObject({ exitCode: 1, said: expect.stringContaining('418') });
  const second = await shell(againIn(first.said));
  expect({ exitCode: second.exitCode, cause: causeIn(second.said) }).toEqual({
    exitCode: 1,
    cause: causeIn(first.said),
  });
  expect(causeIn(first.said)).toBeDefined();
});

test('the line stands in for a secret by a variable, works with it, and says so without', async () => {
  await using server = await serve(createServer((_, response) => void response.writeHead(418).end()));
  const address = `http://me:secret42@${server.host}/`;
  const first = await shell(`./medcor-verify --only health.api-is-healthy --api ${address}`);
  expect(first.exitCode).toBe(1);
  expect(first.said).not.toContain('secret42');
  const again = againIn(first.said);
  expect(again).toContain('--api env:MEDCOR_API');
  const there = await shell(again, { MEDCOR_API: address });
  expect({ exitCode: there.exitCode, cause: causeIn(there.said) }).toEqual({ exitCode: 1, cause: causeIn(first.said) });
  expect(await shell(again)).toEqual({
    exitCode: 2,
    said: expect.stringContaining(
      'takes the address of its api from the environment variable MEDCOR_API, which is not set. Set it and ask again.',
    ),
  });
});

test('what describes the way to a target is refused for a stack of our own', async () => {
  expect(await shell('./medcor-verify --stack processes --resolve api:80:127.0.0.1')).toEqual({
    exitCode: 2,
    said: '--resolve is for deployments that are not ours: add --target NAME or addresses (--api URL …).\n',
  });
});
