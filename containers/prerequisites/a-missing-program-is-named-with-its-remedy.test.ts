import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doctor } from './doctor.ts';
import { missing, requirePrerequisite, tellMissing } from './missing.ts';
import type { Machine } from './this-machine.ts';

test('an empty machine is told what each purpose lacks, why, and the command for each way to install it', async () => {
  await using machine = await emptyMachine();
  expect(tellMissing(missing(['stack'], machine))).toBe(
    `RabbitMQ is missing (no rabbitmq-server on this machine): it carries the tasks of a stack of our own.
  apt     sudo apt-get install rabbitmq-server
  brew    brew install rabbitmq
  Docker  ${inDocker} make verify
PostgreSQL is missing (no postgres on this machine): it keeps the appointments of a stack of our own.
  apt     sudo apt-get install postgresql
  brew    brew install postgresql@17
  Docker  ${inDocker} make verify
Redis is missing (no redis-server on this machine): it is the cache of a stack of our own.
  apt     sudo apt-get install redis-server
  brew    brew install redis
  Docker  ${inDocker} make verify
nginx is missing (no nginx on this machine): it is the way in to a stack of our own.
  apt     sudo apt-get install nginx
  brew    brew install nginx
  Docker  ${inDocker} make verify`,
  );
  expect(missing(['journeys', 'load'], machine).map(({ sentence }) => sentence)).toEqual([
    'Chromium is missing (no chromium, google-chrome-stable, google-chrome on PATH): it is the browser that the journeys drive.',
    'k6 is missing (no k6 on PATH or in .tools/bin): it makes the load.',
  ]);
});

test('a program whose place a person has named wrongly is not replaced by another one', async () => {
  await using machine = await emptyMachine();
  await addProgram(machine, 'chromium');
  const named = { ...machine, k6Binary: '/nowhere/k6', chromiumPath: '/nowhere/chromium' };
  expect(missing(['journeys', 'load'], named)).toMatchObject([
    {
      sentence: expect.stringContaining('CHROMIUM_PATH names /nowhere/chromium, which is no program'),
      misconfigured: true,
    },
    { sentence: expect.stringContaining('K6_BIN names /nowhere/k6, which is no program'), misconfigured: true },
  ]);
});

test('a k6 of version 1 is named as the reason', async () => {
  await using machine = await emptyMachine();
  const k6 = await addProgram(machine, 'k6', 'echo "k6 v1.7.1 (go1.25.3, linux/amd64)"');
  expect(() => requirePrerequisite('k6', machine)).toThrow(
    `k6 is missing (${k6} is k6 1.7.1, and our scripts need 2.x): it makes the load.`,
  );
});

test('the doctor tells what it has found, with versions, and how to get the rest', async () => {
  await using machine = await emptyMachine();
  const nginx = await addProgram(machine, 'nginx', 'echo "nginx version: nginx/1.22.1" >&2');
  const rows = await doctor(['stack'], machine);
  expect(rows.map(({ name, version }) => [name, version])).toEqual([
    ['Node', process.versions.node],
    ['RabbitMQ', undefined],
    ['PostgreSQL', undefined],
    ['Redis', undefined],
    ['nginx', '1.22.1'],
  ]);
  expect(rows[4]).toEqual({ name: 'nginx', purpose: 'stack', needed: 'any', found: nginx, version: '1.22.1' });
  expect(rows[3]).toMatchObject({
    missing: 'no redis-server on this machine',
    howToGet: expect.arrayContaining([
      'here    ./medcor-verify doctor --install --for stack',
      'brew    brew install redis',
    ]),
  });
});

const inDocker = 'docker run --rm -it -v "$PWD":/src -v /src/node_modules -w /src node:24-bookworm';

async function emptyMachine(): Promise<Machine & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  await mkdir(join(root, 'bin'));
  return {
    systemRoot: root,
    projectRoot: join(root, 'project'),
    searchPath: [join(root, 'bin')],
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

async function addProgram({ systemRoot }: Machine, name: string, body = ''): Promise<string> {
  const path = join(systemRoot, 'bin', name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}
