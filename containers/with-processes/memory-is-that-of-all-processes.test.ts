import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { memoryOfAll, treeOf } from './process-usage.ts';

test('what a process has started counts with it, and nobody is no trouble', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)']);
  try {
    await once(child.stdout, 'data');
    const [alone = 0, all] = [child.pid ?? -1, process.pid].map((pid) => memoryOfAll(treeOf(pid)));
    expect(alone).toBeGreaterThan(10e6);
    expect(all).toBeGreaterThan(alone + 10e6);
  } finally {
    child.kill('SIGKILL');
  }
  expect(memoryOfAll(treeOf(-1))).toBe(0);
});
