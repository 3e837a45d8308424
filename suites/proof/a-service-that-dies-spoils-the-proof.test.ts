import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { watchServices } from './watch-services.ts';

test('what ended before is what the fault did; what ends while the checks are asked is told with its last words', async () => {
  const [stays, dies, isGone] = [idle(), idle(), idle()];
  try {
    await end(isGone);
    const ended = watchServices([serviceOf('worker', stays), serviceOf('mcp', dies), serviceOf('redis', isGone)]);
    expect(ended()).toEqual([]);
    await end(dies);
    expect(ended()).toEqual(['mcp ended while the checks were asked; its last words: out of memory']);
  } finally {
    await end(stays);
  }
});

const idle = () => spawn('sleep', ['60'], { stdio: 'ignore' });

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const serviceOf = (name: string, { pid = -1 }: ChildProcess) => ({
  name,
  pid,
  lastLines: () => ['starting', 'out of memory'],
  freeze: async () => ({ [Symbol.asyncDispose]: async () => {} }),
  stop: async () => {},
});
