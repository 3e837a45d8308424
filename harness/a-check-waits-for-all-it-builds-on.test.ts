import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { NotOffered } from './not-offered.ts';
import { runChecks, type RunChecksOptions } from './run-checks.ts';
import type { Runner } from './runner.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';
import { Violation } from './violation.ts';

const run = (checks: readonly Check<NoClients>[], options: Partial<RunChecksOptions<NoClients>> = {}) =>
  runChecks({ checks, open: withoutClients, runners: {}, redact: (text) => text, ...options });
const red = async () => {
  throw new Violation({ expected: 'a', actual: 'b', cause: { id: 'c', sentence: 'd' } });
};

test('it begins after the last of them, and once', async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const checks = [
    checkCalled('a.above', { after: ['a.quick', 'a.slow'], run: async () => void order.push('a.above') }),
    checkCalled('a.slow', { run: () => slow.promise.then(() => void order.push('a.slow')) }),
    checkCalled('a.quick', { run: async () => void order.push('a.quick') }),
    // Runs when a.quick has been told, so a.above would have begun by now if it waited for one alone.
    checkCalled('a.later', { after: ['a.quick'], run: async () => slow.resolve() }),
  ];
  await run(checks);
  expect(order).toEqual(['a.quick', 'a.slow', 'a.above']);
});

test('one red foundation among green ones blocks it, and it is told once', async () => {
  const told: string[] = [];
  const checks = [
    checkCalled('a.above', { after: ['a.green'], restsOn: ['a.red'] }),
    checkCalled('a.green'),
    checkCalled('a.red', { run: red }),
  ];
  const results = await run(checks, { onResult: ({ id, verdict }) => told.push(`${id} ${verdict}`) });
  expect(results[0]).toMatchObject({ verdict: 'blocked', by: 'a.red' });
  expect(told.toSorted()).toEqual(['a.above blocked', 'a.green passed', 'a.red failed']);
});

test('a prerequisite that passed leaves its dependent neither skipped nor blocked', async () => {
  const checks = [checkCalled('a.above', { after: ['a.one', 'a.elsewhere'] }), checkCalled('a.one')];
  expect(await run(checks, { accepted: { 'a.one': 'no second hospital' } })).toMatchObject([
    {
      verdict: 'skipped',
      reason: 'they prove nothing without a.one, which the target accepts unproven',
      lacks: 'a.one',
    },
    { verdict: 'skipped', reason: 'the target accepts this unproven: no second hospital' },
  ]);
  expect(await run(checks)).toMatchObject([{ verdict: 'passed' }, { verdict: 'passed' }]);
});

test('one skipped foundation behind a green one skips it', async () => {
  const checks = [
    checkCalled('a.above', { after: ['a.green', 'a.one'] }),
    checkCalled('a.green'),
    checkCalled('a.one'),
  ];
  expect(await run(checks, { accepted: { 'a.one': 'why' } })).toMatchObject([
    { verdict: 'skipped', lacks: 'a.one' },
    { verdict: 'passed' },
    { verdict: 'skipped' },
  ]);
});

test('what is skipped says to the end of the chain what it lacks, and nothing where the target does not offer it', async () => {
  const checks = (below: Parameters<typeof checkCalled>[1]) => [
    checkCalled('a.top', { after: ['a.middle'] }),
    checkCalled('a.middle', { after: ['a.below'] }),
    checkCalled('a.below', below),
  ];
  const reason = 'they prove nothing without a.below, which the target accepts unproven';
  expect((await run(checks({}), { accepted: { 'a.below': 'why' } })).slice(0, 2)).toMatchObject([
    { verdict: 'skipped', reason, lacks: 'a.below' },
    { verdict: 'skipped', reason, lacks: 'a.below' },
  ]);
  const notOffered = async () => {
    throw new NotOffered('no broker here');
  };
  const [top] = await run(checks({ run: notOffered }));
  expect(top).toMatchObject({ verdict: 'skipped', reason: 'no broker here' });
  expect(top).not.toHaveProperty('lacks');
});

test('a runner whose checks are all blocked is not started', async () => {
  let started = false;
  const runner: Runner = async () => {
    started = true;
    return new Map();
  };
  const checks = [checkCalled('a.red', { run: red }), runnerCheckCalled('load.fast', { after: ['a.red'] })];
  expect(await run(checks, { runners: { k6: { run: runner } } })).toMatchObject([{}, { verdict: 'blocked' }]);
  expect(started).toBe(false);
});

test('a runner that need not be alone starts while others are under way, also those that wait for it', async () => {
  const order: string[] = [];
  const started = Promise.withResolvers<void>();
  const runner: Runner = async () => {
    order.push('runner');
    started.resolve();
    return new Map([['load.fast', { verdict: 'passed', durationMs: 7 }]]);
  };
  const checks = [
    checkCalled('a.slow', { run: () => started.promise.then(() => void order.push('a.slow')) }),
    runnerCheckCalled('load.fast'),
    checkCalled('a.above', { after: ['load.fast'], run: async () => void order.push('a.above') }),
  ];
  const results = await run(checks, { runners: { k6: { run: runner } } });
  expect(order.indexOf('runner')).toBe(0);
  expect(results).toMatchObject([{}, { verdict: 'passed', durationMs: 7 }, { verdict: 'passed' }]);
});

test('a runner that is alone waits for nobody that waits for it, however far above', async () => {
  const runner: Runner = async (ids) => new Map(ids.map((id) => [id, { verdict: 'passed', durationMs: 1 }]));
  const checks = [
    checkCalled('a.top', { restsOn: ['a.above'] }),
    checkCalled('a.above', { after: ['load.fast'] }),
    runnerCheckCalled('load.fast'),
  ];
  const results = await run(checks, { runners: { k6: { run: runner, alone: true } } });
  expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed']);
});

test('a runner is handed a signal that ends with the run, and its silence has a duration', async () => {
  const ending = new AbortController();
  let handed: AbortSignal | undefined;
  const runner: Runner = async (_ids, { signal }) => {
    handed = signal;
    return new Map();
  };
  const results = await run([runnerCheckCalled('load.fast')], {
    runners: { k6: { run: runner } },
    signal: ending.signal,
  });
  expect(handed?.aborted).toBe(false);
  const [result] = results;
  expect(result?.durationMs).toBeGreaterThanOrEqual(0);
  expect(result?.durationMs).toBeLessThan(1000);
});

test('a runner that throws is broken for all its checks', async () => {
  const runner: Runner = async () => {
    throw new Error('no k6 was found');
  };
  const results = await run([runnerCheckCalled('load.fast'), runnerCheckCalled('load.steady')], {
    runners: { k6: { run: runner } },
  });
  expect(results).toMatchObject([
    { verdict: 'broken', reason: 'no k6 was found' },
    { verdict: 'broken', reason: 'no k6 was found' },
  ]);
});

test('durations are milliseconds with one decimal', async () => {
  const runner: Runner = async () => new Map([['load.fast', { verdict: 'passed', durationMs: 1234.567 }]]);
  const [result] = await run([runnerCheckCalled('load.fast')], { runners: { k6: { run: runner } } });
  expect(result?.durationMs).toBe(1234.6);
  const [own] = await run([checkCalled('a.one')]);
  expect(own?.durationMs).toBeLessThan(1000);
});

test('a run lets go of the signal that it was given', async () => {
  const { signal } = new AbortController();
  const runner: Runner = async () => new Map();
  await run([checkCalled('a.one'), runnerCheckCalled('load.fast')], {
    runners: { k6: { run: runner } },
    signal,
    runDeadlineMs: 60_000,
  });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a check lets go of the signal of the run, and of its timer', async () => {
  const seen: AbortSignal[] = [];
  const open = async (_needs: unknown, signal: AbortSignal) => {
    seen.push(signal);
    return withoutClients();
  };
  await run([checkCalled('a.one', { deadlineMs: 5 }), checkCalled('a.two', { run: red, deadlineMs: 5 })], { open });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen.map(({ aborted }) => aborted)).toEqual([false, false]);
});
