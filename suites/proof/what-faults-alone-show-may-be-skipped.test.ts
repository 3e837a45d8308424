import { expect, test } from 'vitest';
import type { Result } from '../../harness/result.ts';
import { compare } from './compare.ts';
import { allChecks } from '../all-checks.ts';

const called = (id: string) => allChecks.find((check) => check.id === id) ?? expect.fail(id);
const checks = [called('health.certificate-lasts'), called('health.proxy-limits-bodies')];
const told = (verdicts: readonly ('passed' | 'skipped')[]) =>
  compare(
    checks,
    checks.map(({ id }, at) => ({ id, verdict: verdicts[at], reason: 'not offered' }) as Result),
  ).deviations;

test('by a healthy system, and by none of its other checks', () => {
  expect(told(['skipped', 'passed'])).toEqual([]);
  expect(told(['passed', 'skipped'])).toEqual(['health.proxy-limits-bodies must not be skipped here: not offered']);
});

test('but not under the fault that brings it along', () => {
  const results = checks.map(({ id }) => ({ id, verdict: 'skipped', reason: 'not offered' }) as Result);
  expect(compare(checks, results, 'certificate-ends-soon').deviations).toContain(
    'health.certificate-lasts must be failed (certificate-ends-soon), and is skipped: not offered',
  );
});
