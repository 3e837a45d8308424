import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { askCheck } from './ask-check.ts';
import type { Check } from './check.ts';
import { runChecks, type RunChecksOptions } from './run-checks.ts';
import { runnerGroup } from './runner-group.ts';
import { withinDeadline } from './stop.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';

const never = () => new Promise<never>(() => {});
const run = (checks: readonly Check<NoClients>[], options: Partial<RunChecksOptions<NoClients>>) =>
  runChecks({
    checks,
    open: withoutClients,
    runners: {},
    redact: (text) => text,
    ...options,
  });
const outOfTime = {
  verdict: 'broken',
  reason: "the run's deadline of 0.02 s passed before this check had ended; give the run more time, or ask it less",
};

test('what is under way, what has not begun and what waits for it are broken or blocked, and the rest stands', async () => {
  const checks = [
    checkCalled('a.quick', { deadlineMs: 60_000 }),
    checkCalled('a.hung', { run: never, deadlineMs: 50_000 }),
    checkCalled('a.queued'),
    checkCalled('a.above', { after: ['a.queued'] }),
  ];
  expect(await run(checks, { concurrency: 1, runDeadlineMs: 20 })).toMatchObject([
    { id: 'a.quick', verdict: 'passed' },
    { id: 'a.hung', ...outOfTime },
    { id: 'a.queued', ...outOfTime },
    { id: 'a.above', verdict: 'blocked', by: 'a.queued' },
  ]);
});

test('a runner that is deaf to its signal is left behind', async () => {
  const results = await run([runnerCheckCalled('load.fast')], { runners: { k6: { run: never } }, runDeadlineMs: 20 });
  expect(results).toMatchObject([outOfTime]);
});

test('a runner that waits for others is not started any more', async () => {
  let started = false;
  const runner = async () => {
    started = true;
    return new Map();
  };
  const checks = [checkCalled('a.hung', { run: never }), runnerCheckCalled('load.fast')];
  const results = await run(checks, { runners: { k6: { run: runner, alone: true } }, runDeadlineMs: 20 });
  expect(results).toMatchObject([outOfTime, outOfTime]);
  expect(started).toBe(false);
});

test('the work is told to stop', async () => {
  let stopped: unknown;
  const open = async (_needs: unknown, signal: AbortSignal) => {
    signal.addEventListener('abort', () => (stopped = signal.reason));
    return withoutClients();
  };
  await run([checkCalled('a.hung', { run: never })], { open, runDeadlineMs: 20 });
  expect(stopped).toMatchObject({ message: "the run's deadline of 0.02 s passed" });
});

test('a run that ends in time hears nothing of its deadline', async () => {
  expect(await run([checkCalled('a.quick')], { runDeadlineMs: 60_000 })).toMatchObject([{ verdict: 'passed' }]);
});

test('what has ended leaves no timer that would keep the program alive, and listens to nobody', async () => {
  vi.useFakeTimers();
  const ending = withinDeadline(undefined, 60_000);
  expect(vi.getTimerCount()).toBe(1);
  ending[Symbol.dispose]();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();

  const { signal } = new AbortController();
  const runner = async () => new Map([['load.fast', { verdict: 'passed', durationMs: 1 } as const]]);
  const group = runnerGroup({
    ids: ['load.fast'],
    run: runner,
    waitFor: async () => {},
    redact: (text) => text,
    signal,
  });
  await group.join('load.fast');
  await askCheck(checkCalled('a.one'), { open: withoutClients, redact: (text) => text, signal });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a run that was interrupted before it began asks nothing', async () => {
  let asked = false;
  const checks = [checkCalled('a.one', { run: async () => void (asked = true) })];
  const results = await run(checks, { signal: AbortSignal.abort(new Error('Ctrl-C')) });
  expect(results).toMatchObject([{ verdict: 'broken', reason: 'the run was interrupted before this check had ended' }]);
  expect(asked).toBe(false);
});

test('a runner is not started by a run that was interrupted before it began', async () => {
  let started = false;
  const runner = async () => {
    started = true;
    return new Map();
  };
  const results = await run([runnerCheckCalled('load.fast')], {
    runners: { k6: { run: runner } },
    signal: AbortSignal.abort(),
  });
  expect(results).toMatchObject([{ verdict: 'broken', reason: 'the run was interrupted before this check had ended' }]);
  expect(started).toBe(false);
});

test('whoever listens to results and throws ends the run with that error', async () => {
  const onResult = () => {
    throw new Error('the console is gone');
  };
  await expect(run([checkCalled('a.one')], { onResult })).rejects.toThrow('the console is gone');
});
