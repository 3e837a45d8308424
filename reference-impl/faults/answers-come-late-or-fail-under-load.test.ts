import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failingUnderLoad } from './failing-under-load.ts';
import { late } from './late-answers.ts';

const answer = async () => 'answer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what fails under load', () => {
  test('lets seven requests a second pass for ever', async () => {
    const sick = failingUnderLoad(answer);

    for (let second = 0; second < 20; second++) {
      expect(await outcomesOf(7, sick)).toEqual(Array(7).fill('answered'));
      vi.advanceTimersByTime(1001);
    }
  });

  test('fails every fifth request above that', async () => {
    const outcomes = await outcomesOf(51, failingUnderLoad(answer));

    expect(outcomes.flatMap((outcome, index) => (outcome === 'failed' ? [index + 1] : []))).toEqual([41, 46, 51]);
  });
});

test('what is slow waits 700 ms before it gives the same answer', async () => {
  vi.useRealTimers();
  const before = performance.now();

  expect(await late(answer)()).toBe('answer');

  // A timer may be a millisecond early by another clock.
  expect(performance.now() - before).toBeGreaterThanOrEqual(698);
});

async function outcomesOf(requests: number, ask: typeof answer): Promise<string[]> {
  const asked = Array.from({ length: requests }, () => ask());
  return (await Promise.allSettled(asked)).map(({ status }) => (status === 'fulfilled' ? 'answered' : 'failed'));
}
