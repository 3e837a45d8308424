import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { runChecks } from './run-checks.ts';
import type { Runner } from './runner.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';

const orderOf = async (...facts: [id: string, Parameters<typeof checkCalled>[1]][]): Promise<string[]> => {
  const order: string[] = [];
  const checks = facts.map(([id, given]) => checkCalled(id, { ...given, run: async () => void order.push(id) }));
  await runChecks({
    checks,
    open: withoutClients,
    runners: {},
    redact: (text) => text,
    concurrency: 1,
    deadlineMs: 1000,
  });
  return order;
};

test('the one that may take longest begins first, equals in the order of the list', async () => {
  const order = await orderOf(
    ['a.one', {}],
    ['a.long', { deadlineMs: 5000 }],
    ['a.two', {}],
    ['a.short', { deadlineMs: 10 }],
  );
  expect(order).toEqual(['a.long', 'a.one', 'a.two', 'a.short']);
});

test('the head of a long chain begins before a longer check that nothing waits for', async () => {
  const order = await orderOf(
    ['a.alone', { deadlineMs: 1500 }],
    ['a.head', { deadlineMs: 10 }],
    ['a.middle', { restsOn: ['a.head'] }],
    ['a.tail', { after: ['a.middle'] }],
  );
  expect(order).toEqual(['a.head', 'a.middle', 'a.alone', 'a.tail']);
});

test('results come back in the order of the list, whoever ended first', async () => {
  const checks = [checkCalled('a.short', { deadlineMs: 10 }), checkCalled('a.long', { deadlineMs: 5000 })];
  const told: string[] = [];
  const results = await runChecks({
    checks,
    open: withoutClients,
    runners: {},
    redact: (text) => text,
    concurrency: 1,
    onResult: ({ id }) => told.push(id),
  });
  expect(results.map(({ id }) => id)).toEqual(['a.short', 'a.long']);
  expect(told).toEqual(['a.long', 'a.short']);
});

test('a foundation that is named twice, or not listed, is waited for once, or not at all', async () => {
  const order = await orderOf(
    ['a.above', { after: ['a.below', 'a.elsewhere'], restsOn: ['a.below'] }],
    ['a.below', {}],
  );
  expect(order).toEqual(['a.below', 'a.above']);
});

test('checks that wait for each other are refused before anything is asked', async () => {
  const circle: Check<NoClients>[] = [
    checkCalled('a.first'),
    checkCalled('a.one', { after: ['a.two'] }),
    checkCalled('a.two', { restsOn: ['a.one'] }),
  ];
  const run = runChecks({ checks: circle, open: withoutClients, runners: {}, redact: (text) => text });
  await expect(run).rejects.toThrow('These checks wait for each other: a.one -> a.two -> a.one.');
});

test('of a circle only what is in it is named, not what waits for it', async () => {
  const checks = [
    checkCalled('a.above', { after: ['a.one'] }),
    checkCalled('a.one', { after: ['a.two'] }),
    checkCalled('a.two', { after: ['a.one'] }),
  ];
  const run = runChecks({ checks, open: withoutClients, runners: {}, redact: (text) => text });
  await expect(run).rejects.toThrow('These checks wait for each other: a.one -> a.two -> a.one.');
});

test('a runner that wants to be alone waits for one that does not, in whatever order they were brought', async () => {
  const order: string[] = [];
  const browser: Runner = async () => {
    // Whoever does not wait for this one begins in this turn.
    await nextTurn();
    order.push('browser');
    return new Map();
  };
  const load: Runner = async () => {
    order.push('load');
    return new Map();
  };
  await runChecks({
    checks: [
      { ...runnerCheckCalled('a.load'), runner: 'load' },
      { ...runnerCheckCalled('a.journey'), runner: 'browser' },
    ],
    open: withoutClients,
    runners: { load: { run: load, alone: true }, browser: { run: browser } },
    redact: (text) => text,
  });
  expect(order).toEqual(['browser', 'load']);
});

test('two runners that want to be alone take turns, in the order in which they were brought', async () => {
  const order: string[] = [];
  const runner =
    (name: string): Runner =>
    async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      return new Map();
    };
  await runChecks({
    checks: [
      { ...runnerCheckCalled('b.one'), runner: 'second' },
      { ...runnerCheckCalled('a.one'), runner: 'first' },
      checkCalled('a.last', { run: async () => void order.push('a check') }),
    ],
    open: withoutClients,
    runners: { first: { run: runner('first'), alone: true }, second: { run: runner('second'), alone: true } },
    redact: (text) => text,
  });
  expect(order).toEqual(['a check', 'first begins', 'first ends', 'second begins', 'second ends']);
});

test('nothing to ask is answered at once', async () => {
  expect(await runChecks({ checks: [], open: withoutClients, runners: {}, redact: (text) => text })).toEqual([]);
});
