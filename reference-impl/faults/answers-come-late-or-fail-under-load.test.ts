import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failingUnderLoad } from './failing-under-load.ts';
import { lateAnswers } from './late-answers.ts';

const parts = { beforeAnswer: async () => {} };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('fails-under-load', () => {
  test('lets six requests a second pass for ever', async () => {
    const sick = failingUnderLoad(parts);

    for (let second = 0; second < 10; second++) {
      expect(await outcomesOf(6, sick)).toEqual(Array(6).fill('answered'));
      vi.advanceTimersByTime(1001);
    }
  });

  test('fails every fifth request above that', async () => {
    const outcomes = await outcomesOf(21, failingUnderLoad(parts));

    expect(outcomes.flatMap((outcome, index) => (outcome === 'failed' ? [index + 1] : []))).toEqual([11, 16, 21]);
  });
});

test('slow-answers waits 700 ms before every answer', async () => {
  vi.useRealTimers();
  const before = performance.now();

  await lateAnswers(parts).beforeAnswer();

  // A timer may be a millisecond early by another clock.
  expect(performance.now() - before).toBeGreaterThanOrEqual(698);
});

async function outcomesOf(requests: number, { beforeAnswer }: typeof parts): Promise<string[]> {
  const asked = Array.from({ length: requests }, () => beforeAnswer());
  return (await Promise.allSettled(asked)).map(({ status }) => (status === 'fulfilled' ? 'answered' : 'failed'));
}
