import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import type { Opened } from './open-clients.ts';
import { runChecks } from './run-checks.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';

const many = 10_000;
const ids = Array.from({ length: many }, (_, index) => `a.${index}`);
const failing = async () => {
  throw new Error('a fault of ours');
};

/** What each check builds on decides how a scheduler may run out of time or memory. */
const shapes: Record<string, Check<NoClients>[]> = {
  'that build on nothing': ids.map((id) => checkCalled(id)),
  'in one chain': ids.map((id, index) => checkCalled(id, index > 0 ? { after: [`a.${index - 1}`] } : {})),
  'in one chain, its head listed last': ids.map((id, index) =>
    checkCalled(id, index < many - 1 ? { after: [`a.${index + 1}`] } : {}),
  ),
  'that all build on one': ids.map((id, index) => checkCalled(id, index > 0 ? { restsOn: ['a.0'] } : {})),
  'that are all blocked by one': ids.map((id, index) =>
    checkCalled(id, index > 0 ? { after: [`a.${index - 1}`] } : { run: failing }),
  ),
  'in one chain behind a runner that is alone': [
    runnerCheckCalled('load.fast'),
    ...ids.map((id, index) => checkCalled(id, { after: [index < many - 1 ? `a.${index + 1}` : 'load.fast'] })),
  ],
};

const runners = {
  k6: {
    alone: true,
    run: async (asked: readonly string[]) =>
      new Map(asked.map((id) => [id, { verdict: 'passed', durationMs: 1 } as const])),
  },
};

const options = { runners, redact: (text: string) => text };

/** A check takes less than 0.1 ms of the harness; a way that grows with the square of their number takes minutes. */
const inSeconds = { timeout: 20_000 };

test.for(Object.entries(shapes))('ten thousand checks %s', inSeconds, async ([, checks]) => {
  const results = await runChecks({ checks, open: withoutClients, ...options });
  expect(results.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

/** What is weakly held, and timers that have been cleared, are let go of only between two turns. */
async function settled(): Promise<void> {
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Facts are shared with the check: a result is its outcome and some numbers. */
const bytesOfResult = 1500;

test(
  'no more than its result is kept of a check: neither what passed nor how it was scheduled',
  inSeconds,
  async () => {
    const checks = ids.map((id) => checkCalled(id));
    // What the process keeps of its first time (compiled code, pools) is nobody's check.
    await runChecks({ checks, open: withoutClients, ...options });
    await settled();
    const before = heapBytes();
    let most = 0;
    let told = 0;
    // A page of evidence for each: together they would be 200 MB.
    const open = async (): Promise<Opened<NoClients>> => {
      const exchange = {
        at: '',
        protocol: 'http',
        asked: 'GET /',
        durationMs: 1,
        body: Buffer.alloc(20_000, 120).toString('latin1'),
      };
      return { clients: {}, exchanges: () => [exchange], [Symbol.asyncDispose]: async () => {} };
    };
    let results: readonly unknown[] = await runChecks({
      checks,
      open,
      ...options,
      onResult: () => {
        told += 1;
        if (told % 2500 === 0) most = Math.max(most, heapBytes() - before);
      },
    });
    expect(results).toHaveLength(many);
    expect((heapBytes() - before) / many).toBeLessThan(bytesOfResult);
    // The eight that are under way, and what is planned for the others.
    expect(most / many).toBeLessThan(2 * bytesOfResult);
    results = [];
    await settled();
    expect((heapBytes() - before) / many).toBeLessThan(bytesOfResult / 10);
  },
);
