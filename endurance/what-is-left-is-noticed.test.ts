import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privateState } from '../containers/with-processes/test-harness/private-state.ts';
import { sharedMemory, whatIsLeft } from './what-is-left.ts';

test('a process, a file, a System V segment and shared memory that stay are told, each by its name', async () => {
  await using state = await privateState();
  await using scope = new AsyncDisposableStack();
  const known = { sharedMemory: sharedMemory(), segments: [], owners: [] };
  expect(await whatIsLeft(state.folder, known)).toEqual([]);

  const process = spawn('sleep', ['60'], { env: { PATH: globalThis.process.env['PATH'], TMPDIR: state.folder } });
  scope.defer(() => void process.kill('SIGKILL'));
  await writeFile(join(state.folder, 'profile'), '');
  const shared = `left-${randomBytes(4).toString('hex')}`;
  await writeFile(join('/dev/shm', shared), '');
  scope.defer(() => rm(join('/dev/shm', shared)));
  const [, segment = ''] = /(\d+)\s*$/.exec(execFileSync('ipcmk', ['-M', '64'], { encoding: 'utf8' })) ?? [];
  scope.defer(() => void execFileSync('ipcrm', ['-m', segment]));

  const left = await whatIsLeft(state.folder, { ...known, segments: [segment] });
  expect(left).toEqual([
    `process ${process.pid} (sleep 60)`,
    `file ${join(state.folder, 'profile')}`,
    `System V segment ${segment}`,
    `shared memory /dev/shm/${shared}`,
  ]);
});

test('the reports of a run are kept on purpose', async () => {
  await using state = await privateState();
  await mkdir(join(state.folder, 'reports', 'run'), { recursive: true });
  await writeFile(join(state.folder, 'reports', 'run', 'results.json'), '{}');
  expect(await whatIsLeft(state.folder, { sharedMemory: sharedMemory(), segments: [], owners: [] })).toEqual([]);
});
