import { array, assert, asyncProperty, integer, nat, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { planRun, type PlanOptions } from './plan-run.ts';
import { runChecks } from './run-checks.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';

const plan = (checks: readonly Check<NoClients>[], options: Partial<PlanOptions> = {}) =>
  planRun(checks, { excuseFor: () => undefined, troubleFor: () => undefined, alone: [], ...options });

const idsOf = ({ steps }: ReturnType<typeof plan>) => steps.map(({ check }) => check.id);

/** A check for each number, which builds on those of the ones before it that its list names. */
const graphs = array(tuple(array(nat(12), { maxLength: 3 }), integer({ min: 1, max: 5 })), {
  maxLength: 12,
});

test('the order of a plan is the order in which a run begins', async () => {
  await assert(
    asyncProperty(graphs, async (graph) => {
      const begun: string[] = [];
      const checks = graph.map(([below, seconds], index) =>
        checkCalled(`a.${index}`, {
          after: [...new Set(below.filter((each) => each < index))].map((each) => `a.${each}`),
          deadlineMs: seconds * 1000,
          run: async () => void begun.push(`a.${index}`),
        }),
      );
      await runChecks({ checks, open: withoutClients, runners: {}, redact: (text) => text, concurrency: 1 });
      expect(idsOf(plan(checks))).toEqual(begun);
    }),
  );
});

test('a check that builds on two comes once, behind both', () => {
  const checks = [
    checkCalled('a.top', { after: ['a.one', 'a.two'] }),
    checkCalled('a.one', { deadlineMs: 20 }),
    checkCalled('a.two', { deadlineMs: 10 }),
  ];
  expect(idsOf(plan(checks))).toEqual(['a.one', 'a.two', 'a.top']);
});

test('a runner that is alone comes last, with all its checks', () => {
  const checks = [
    runnerCheckCalled('load.fast', { deadlineMs: 90_000 }),
    runnerCheckCalled('load.right', { after: ['a.slow'] }),
    checkCalled('a.slow'),
    checkCalled('a.quick', { deadlineMs: 1 }),
  ];
  expect(idsOf(plan(checks, { alone: ['k6'] }))).toEqual(['a.slow', 'a.quick', 'load.fast', 'load.right']);
  expect(idsOf(plan(checks))).toEqual(['load.fast', 'a.slow', 'load.right', 'a.quick']);
});

test('each step says what it waits for, as far as that is asked', () => {
  const checks = [checkCalled('a.below'), checkCalled('a.top', { after: ['a.absent'], restsOn: ['a.below'] })];
  expect(plan(checks).steps).toEqual([
    { check: checks[0], waitsFor: [], adds: { least: 1, most: 2 } },
    { check: checks[1], waitsFor: ['a.below'], adds: { least: 1, most: 2 } },
  ]);
});

test('what the target excuses is skipped with all that stands after it, not with what rests on it, and sends nothing', () => {
  const checks = [
    checkCalled('a.control'),
    checkCalled('a.refusal', { after: ['a.control'] }),
    checkCalled('a.report', { restsOn: ['a.control'], requests: { least: 3, most: 7 } }),
  ];
  const planned = plan(checks, { excuseFor: (id) => (id === 'a.control' ? 'no broker was given' : undefined) });
  expect(planned.steps.map(({ check, skippedBecause }) => [check.id, skippedBecause])).toEqual([
    ['a.control', 'no broker was given'],
    ['a.refusal', 'no broker was given'],
    ['a.report', undefined],
  ]);
  expect(planned.requests).toEqual({ least: 3, most: 7 });
});

test('one excused foundation behind another that is asked excuses it', () => {
  const checks = [
    checkCalled('a.asked'),
    checkCalled('a.control'),
    checkCalled('a.refusal', { after: ['a.asked', 'a.control'] }),
  ];
  const { steps } = plan(checks, { excuseFor: (id) => (id === 'a.control' ? 'not here' : undefined) });
  expect(steps.find(({ check }) => check.id === 'a.refusal')).toMatchObject({ skippedBecause: 'not here' });
});

test('an excuse of its own is told before one that it inherits', () => {
  const checks = [checkCalled('a.control'), checkCalled('a.refusal', { after: ['a.control'] })];
  const { steps } = plan(checks, { excuseFor: (id) => `for ${id}` });
  expect(steps.map(({ skippedBecause }) => skippedBecause)).toEqual(['for a.control', 'for a.refusal']);
});

test('requests that several checks judge in common count once', () => {
  const requests = { least: 100, most: 105, sharedAs: 'the load' };
  const checks = [
    runnerCheckCalled('load.fast', { requests }),
    runnerCheckCalled('load.right', { requests }),
    checkCalled('a.one', { requests: { least: 1, most: 4 } }),
  ];
  expect(plan(checks).requests).toEqual({ least: 101, most: 109 });
});

test('a connection that several checks share is made once, unless it is lost', () => {
  const over = (connection: string) => ({ requests: { least: 3, most: 4, connection } });
  const checks = [
    checkCalled('a.one', over('broker')),
    checkCalled('a.two', over('broker')),
    checkCalled('a.three', over('broker')),
    checkCalled('a.alone', over('cache')),
    checkCalled('a.own', { requests: { least: 1, most: 1 } }),
  ];
  expect(plan(checks).requests).toEqual({ least: 11, most: 17 });
});

test('questions that several checks ask in common are asked once, over a connection that is made once', () => {
  const common = { connection: 'broker', inCommon: { name: 'the roll', least: 2 } };
  const checks = [
    checkCalled('a.one', { requests: { least: 3, most: 4, ...common } }),
    checkCalled('a.two', { requests: { least: 5, most: 9, ...common } }),
    checkCalled('a.beside', { requests: { least: 2, most: 2, connection: 'broker' } }),
  ];
  expect(plan(checks).requests).toEqual({ least: 6, most: 15 });
});

test('what each adds to those before it is the sum, and nothing is added by what is not asked', () => {
  const shared = { least: 2, most: 4, sharedAs: 'the state' };
  const checks = [
    checkCalled('a.one', { requests: shared }),
    checkCalled('a.two', { requests: shared }),
    checkCalled('a.first', { requests: { least: 3, most: 5, connection: 'broker' } }),
    checkCalled('a.second', { requests: { least: 3, most: 5, connection: 'broker' } }),
    checkCalled('a.skipped', { requests: { least: 7, most: 7 } }),
  ];
  const { steps, requests } = plan(checks, { excuseFor: (id) => (id === 'a.skipped' ? 'not here' : undefined) });
  expect(Object.fromEntries(steps.map(({ check, adds }) => [check.id, adds]))).toEqual({
    'a.one': { least: 2, most: 4 },
    'a.two': { least: 0, most: 0 },
    'a.first': { least: 3, most: 5 },
    'a.second': { least: 2, most: 5 },
    'a.skipped': { least: 0, most: 0 },
  });
  expect(requests).toEqual({ least: 7, most: 14 });
});

test('it is no shorter than its longest chain, and than each runner that is alone behind that', () => {
  const checks = [
    checkCalled('a.below', { leastMs: 1000 }),
    checkCalled('a.top', { after: ['a.below'], leastMs: 500 }),
    checkCalled('a.beside', { leastMs: 1200 }),
    checkCalled('a.quick'),
    runnerCheckCalled('load.fast', { leastMs: 10_000 }),
    runnerCheckCalled('load.right', { leastMs: 9000 }),
  ];
  expect(plan(checks, { alone: ['k6'] }).leastMs).toBe(11_500);
  expect(plan(checks).leastMs).toBe(10_000);
  expect(plan([]).leastMs).toBe(0);
});

test('what is skipped takes no time', () => {
  const checks = [checkCalled('a.slow', { leastMs: 1000 })];
  expect(plan(checks, { excuseFor: () => 'not here' })).toMatchObject({ leastMs: 0, requests: { least: 0, most: 0 } });
});

test('what we cannot ask is told with all that builds on it, even where the target would excuse that', () => {
  const checks = [
    checkCalled('a.root', { requests: { least: 5, most: 5 } }),
    checkCalled('a.behind', { after: ['a.root'] }),
    checkCalled('a.above', { restsOn: ['a.behind'] }),
    checkCalled('a.beside', { requests: { least: 1, most: 1 } }),
  ];
  const planned = plan(checks, {
    troubleFor: (id) => (id === 'a.root' ? 'no identity' : undefined),
    excuseFor: (id) => (id === 'a.behind' ? 'accepted' : undefined),
  });
  expect(
    planned.steps.map(({ check, brokenBecause, skippedBecause }) => [check.id, brokenBecause, skippedBecause]),
  ).toEqual([
    ['a.root', 'no identity', undefined],
    ['a.behind', 'no identity', undefined],
    ['a.above', 'no identity', undefined],
    ['a.beside', undefined, undefined],
  ]);
  expect(planned.requests).toEqual({ least: 1, most: 1 });
});

test('what the target excuses is no trouble of ours', () => {
  const planned = plan([checkCalled('a.one')], { troubleFor: () => 'no identity', excuseFor: () => 'accepted' });
  expect(planned.steps).toMatchObject([{ skippedBecause: 'accepted' }]);
  expect(planned.steps[0]).not.toHaveProperty('brokenBecause');
});
