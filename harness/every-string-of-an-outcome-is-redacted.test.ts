import { expect, test } from 'vitest';
import { runChecks } from './run-checks.ts';
import { checkCalled, runnerCheckCalled, withoutClients } from './testing/check-called.ts';
import { Violation } from './violation.ts';

const redact = (text: string) => text.replaceAll('hunter2', '[removed]');
const observed = { version: 'hunter2', 'the hunter2': '1' };
const clean = { version: '[removed]', 'the [removed]': '1' };

test('of a check', async () => {
  const facts = {
    expected: 'hunter2',
    actual: 'hunter2',
    cause: { id: 'c', explains: ['a.passes', 'hunter2'], sentence: 'hunter2' },
    remedy: 'hunter2',
  };
  const checks = [
    { ...checkCalled('a.passes'), run: async () => observed },
    checkCalled('a.fails', {
      run: async () => {
        throw new Violation(facts);
      },
    }),
  ];
  const results = await runChecks({ checks, open: withoutClients, runners: {}, redact });
  expect(results[0]).toMatchObject({ verdict: 'passed', observed: clean });
  expect(results[1]).toMatchObject({
    verdict: 'failed',
    violation: {
      expected: '[removed]',
      remedy: '[removed]',
      cause: { explains: ['a.passes', '[removed]'] },
    },
  });
  expect(JSON.stringify(results)).not.toContain('hunter2');
});

test('and cut where it is longer than anybody reads, once it is clean', async () => {
  const run = async () => {
    throw new Violation({
      expected: 'e',
      actual: `${'x'.repeat(999)}hunter2`,
      cause: { id: 'c'.repeat(1000), sentence: 's'.repeat(5000) },
    });
  };
  const [result] = await runChecks({
    checks: [checkCalled('a.fails', { run })],
    open: withoutClients,
    runners: {},
    redact,
  });
  expect(result).toMatchObject({
    violation: {
      actual: `${'x'.repeat(999)}[… (8 characters more)`,
      cause: { id: 'c'.repeat(1000), sentence: `${'s'.repeat(1000)}… (4000 characters more)` },
    },
  });
});

test('of a runner', async () => {
  const run = async () => new Map([['load.fast', { verdict: 'passed', observed, durationMs: 1 } as const]]);
  const results = await runChecks({
    checks: [runnerCheckCalled('load.fast')],
    open: withoutClients,
    runners: { k6: { run } },
    redact,
  });
  expect(results).toMatchObject([{ verdict: 'passed', observed: clean }]);
});
