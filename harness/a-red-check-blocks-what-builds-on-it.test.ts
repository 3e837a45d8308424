import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { NotOffered } from './not-offered.ts';
import { runChecks, type RunChecksOptions } from './run-checks.ts';
import type { Runner } from './runner.ts';
import { checkCalled, runnerCheckCalled, withoutClients } from './testing/check-called.ts';
import { Violation } from './violation.ts';

type Clients = Record<string, never>;

const red = async () => {
  throw new Violation({
    expected: 'an answer',
    actual: 'none',
    cause: { id: 'refused', sentence: 'nothing listens there' },
  });
};
const absent = async () => {
  throw new NotOffered('no --database was given');
};

const run = (checks: readonly Check<Clients>[], options: Partial<RunChecksOptions<Clients>> = {}) =>
  runChecks({ checks, open: withoutClients, runners: {}, redact: (text) => text, ...options });

const verdicts = async (...parameters: Parameters<typeof run>) =>
  Object.fromEntries((await run(...parameters)).map((result) => [result.id, result.verdict]));

test('a chain above a red check is blocked by its root, not by its neighbour', async () => {
  const results = await run([
    checkCalled('a.third', { after: ['a.second'] }),
    checkCalled('a.second', { after: ['a.first'] }),
    checkCalled('a.first', { run: red }),
  ]);
  expect(results).toMatchObject([
    { id: 'a.third', verdict: 'blocked', by: 'a.first' },
    { id: 'a.second', verdict: 'blocked', by: 'a.first' },
    { id: 'a.first', verdict: 'failed', violation: { cause: { id: 'refused' } } },
  ]);
});

test('what stands after a skipped check is skipped; what merely rests on it is asked', async () => {
  const checks = [
    checkCalled('a.below', { run: absent }),
    checkCalled('a.after', { after: ['a.below'] }),
    checkCalled('a.resting', { restsOn: ['a.below'] }),
  ];
  expect(await verdicts(checks)).toEqual({ 'a.below': 'skipped', 'a.after': 'skipped', 'a.resting': 'passed' });
});

test('what rests on a red layer is blocked by it', async () => {
  const checks = [checkCalled('a.below', { run: red }), checkCalled('a.resting', { restsOn: ['a.below'] })];
  expect(await verdicts(checks)).toEqual({ 'a.below': 'failed', 'a.resting': 'blocked' });
});

test('a check that the target accepts as unproven is skipped, unless its ground is red', async () => {
  const accepted = { 'a.first': 'no second hospital here', 'a.second': 'the same' };
  const checks = [
    checkCalled('a.first'),
    checkCalled('a.ground', { run: red }),
    checkCalled('a.second', { after: ['a.ground'] }),
  ];
  expect(await verdicts(checks, { accepted })).toEqual({
    'a.first': 'skipped',
    'a.ground': 'failed',
    'a.second': 'blocked',
  });
});

test('a runner is asked once, for the ids that are not blocked, and answers for each', async () => {
  const asked: (readonly string[])[] = [];
  const runner: Runner = async (ids) => {
    asked.push(ids);
    return new Map([['load.fast', { verdict: 'passed', durationMs: 5 }]]);
  };
  const checks = [
    checkCalled('a.red', { run: red }),
    runnerCheckCalled('load.fast'),
    runnerCheckCalled('load.blocked', { after: ['a.red'] }),
    runnerCheckCalled('load.forgotten'),
  ];
  expect(await verdicts(checks, { runners: { k6: { run: runner, alone: true } } })).toEqual({
    'a.red': 'failed',
    'load.fast': 'passed',
    'load.blocked': 'blocked',
    'load.forgotten': 'broken',
  });
  expect(asked).toEqual([['load.fast', 'load.forgotten']]);
});

test('a runner that is alone starts when everything else is over', async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const checks = [
    checkCalled('a.slow', { run: () => slow.promise.then(() => void order.push('a.slow')) }),
    checkCalled('a.last', { run: async () => slow.resolve(), restsOn: [] }),
    runnerCheckCalled('load.fast'),
  ];
  const runner: Runner = async () => {
    order.push('load.fast');
    return new Map();
  };
  await run(checks, { runners: { k6: { run: runner, alone: true } }, concurrency: 2 });
  expect(order).toEqual(['a.slow', 'load.fast']);
});

test('no more checks are under way at once than allowed', async () => {
  let underWay = 0;
  let most = 0;
  const busy = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
  };
  await run(
    Array.from({ length: 20 }, (_, index) => checkCalled(`a.${index}`, { run: busy })),
    { concurrency: 3 },
  );
  expect(most).toBe(3);
});
