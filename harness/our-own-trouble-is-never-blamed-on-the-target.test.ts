import { expect, test } from 'vitest';
import { runChecks } from './run-checks.ts';
import { checkCalled, runnerCheckCalled, withoutClients } from './testing/check-called.ts';

const redact = (text: string) => text.replaceAll('hunter2', '[removed]');
const runOne = async (
  facts: Parameters<typeof checkCalled>[1],
  options: { signal?: AbortSignal; deadlineMs?: number } = {},
) => {
  const [result] = await runChecks({
    checks: [checkCalled('a.one', facts)],
    open: withoutClients,
    runners: {},
    redact,
    ...options,
  });
  return result;
};

test('a check that throws is broken, in one line without our stack and without secrets', async () => {
  const run = async () => {
    throw new TypeError('no such field in hunter2', { cause: new Error('EMFILE: too many open files') });
  };
  expect(await runOne({ run })).toMatchObject({
    verdict: 'broken',
    reason: 'no such field in [removed] (EMFILE: too many open files)',
  });
});

test('clients that cannot be opened for a reason of ours make the check broken', async () => {
  const open = async () => {
    throw new Error('the profile holds no key to sign a token with');
  };
  const [result] = await runChecks({ checks: [checkCalled('a.one')], open, runners: {}, redact });
  expect(result).toMatchObject({ verdict: 'broken', reason: 'the profile holds no key to sign a token with' });
});

test('a check that never ends is left behind at its deadline, and broken', async () => {
  expect(await runOne({ run: () => new Promise(() => {}), deadlineMs: 20 })).toMatchObject({
    verdict: 'broken',
    reason: expect.stringContaining('did not end within 20 ms'),
  });
});

test('an interrupted run answers for every check, and none is green', async () => {
  const interruption = new AbortController();
  const run = () => new Promise<void>(() => interruption.abort());
  expect(await runOne({ run }, { signal: interruption.signal })).toMatchObject({
    verdict: 'broken',
    reason: expect.stringContaining('interrupted'),
  });
});

test('a check of a runner that nobody brought is broken', async () => {
  const [result] = await runChecks({
    checks: [runnerCheckCalled('load.fast')],
    open: withoutClients,
    runners: {},
    redact,
  });
  expect(result).toMatchObject({ verdict: 'broken', reason: 'nothing here runs checks of the runner "k6"' });
});
