import { expect, test } from 'vitest';
import { answerOrViolation, violationOf } from './answer-or-violation.ts';
import { Violation } from './violation.ts';

const violation = new Violation({ expected: 'yes', actual: 'no', cause: { id: 'no', sentence: 'it said no' } });

test('what a target does to a caller is given back, and an answer as it is', async () => {
  expect(await answerOrViolation(Promise.resolve('yes'))).toBe('yes');
  expect(await answerOrViolation(Promise.reject(violation))).toBe(violation);
  expect(await violationOf(Promise.resolve('yes'))).toBe(undefined);
  expect(await violationOf(Promise.reject(violation))).toBe(violation);
});

test('an error of ours is none of the target’s', async () => {
  const ours = new Error('a bug');
  await expect(answerOrViolation(Promise.reject(ours))).rejects.toBe(ours);
  await expect(violationOf(Promise.reject(ours))).rejects.toBe(ours);
});
