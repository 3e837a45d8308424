import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { expandVersion, findInFolders } from './find-program.ts';
import { findProgram, requireProgram } from './programs.ts';
import type { Machine } from './this-machine.ts';

test('the newest PostgreSQL by number is taken: 16 before 9.6', async () => {
  await using machine = await machineWith([
    'usr/lib/postgresql/9.6/bin/postgres',
    'usr/lib/postgresql/16/bin/postgres',
  ]);
  expect(findProgram('postgres', machine)).toBe(join(machine.systemRoot, 'usr/lib/postgresql/16/bin/postgres'));
});

test("a version that was removed but for its folder is passed over, and Debian's wrapper is no RabbitMQ server", async () => {
  await using machine = await machineWith(['usr/lib/postgresql/15/bin/postgres', 'bin/rabbitmq-server']);
  await mkdir(join(machine.systemRoot, 'usr/lib/postgresql/17/bin'), { recursive: true });
  expect(findProgram('postgres', machine)).toBe(join(machine.systemRoot, 'usr/lib/postgresql/15/bin/postgres'));
  expect(findProgram('rabbitmq-server', machine)).toBeUndefined();
  expect(() => requireProgram('rabbitmq-server', machine)).toThrow(
    'This machine has no rabbitmq-server, which a stack of our own needs. Get it: ./medcor-verify doctor --install --for stack',
  );
});

test('a program is a file that may be executed: a folder or a text of its name is none', async () => {
  await using machine = await machineWith(['second/redis-server', 'third/redis-server']);
  const folders = ['first', 'second', 'third'].map((name) => join(machine.systemRoot, name));
  await mkdir(join(machine.systemRoot, 'first/redis-server'), { recursive: true });
  await chmod(join(machine.systemRoot, 'second/redis-server'), 0o644);
  expect(findInFolders('redis-server', folders)).toBe(join(machine.systemRoot, 'third/redis-server'));
  expect(findInFolders(['valkey-server', 'redis-server'], folders.slice(0, 2))).toBeUndefined();
});

test('a pattern in a folder that is not there stands for nothing', () => {
  expect(expandVersion('/nowhere/at/all-*/bin/postgres')).toEqual([]);
  expect(expandVersion('/usr/sbin/nginx')).toEqual(['/usr/sbin/nginx']);
});

async function machineWith(programs: readonly string[]): Promise<Machine & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  for (const program of programs) {
    const path = join(root, program);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, 0o755);
  }
  return {
    systemRoot: root,
    projectRoot: root,
    searchPath: [join(root, 'bin')],
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}
