import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endProcessesIn, processesIn } from './processes-in.ts';
import { privateState } from './test-harness/private-state.ts';

test('what has left the folder of its owner is ended with it, and what merely works beside it is not', async () => {
  await using state = await privateState();
  const owner = join(state.folder, 'owner');
  const sleeper = (temporary: string) =>
    spawn('sleep', ['60'], { cwd: '/', detached: true, env: { PATH: process.env['PATH'], TMPDIR: temporary } });
  const daemon = sleeper(join(owner, 'rabbitmq'));
  const neighbour = sleeper(state.folder);
  try {
    await expect.poll(() => processesIn(owner)).toEqual([daemon.pid]);
    expect(await endProcessesIn(owner)).toEqual([daemon.pid]);
    expect(neighbour.signalCode).toBeNull();
  } finally {
    for (const each of [daemon, neighbour]) each.kill('SIGKILL');
  }
});
