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
  test('lets a burst pass, and what is asked less than six times a second', async () => {
    const sick = failingUnderLoad(answer);

    expect(await outcomesOf(50, sick)).toEqual(Array(50).fill('answered'));
    for (let halfSecond = 0; halfSecond < 20; halfSecond++) {
      vi.advanceTimersByTime(500);
      expect(await outcomesOf(2, sick)).toEqual(['answered', 'answered']);
    }
  });

  test('fails every fifth request of what goes on for two seconds', async () => {
    const sick = failingUnderLoad(answer);
    const failed: number[] = [];
    for (let asked = 0; asked < 40; asked++) {
      if ((await outcomesOf(1, sick))[0] === 'failed') failed.push(asked);
      vi.advanceTimersByTime(100);
    }

    expect(failed[0]).toBeGreaterThan(15);
    expect(failed).toEqual(failed.map((_, index) => (failed[0] ?? 0) + 5 * index));
    expect(failed.length).toBeGreaterThan(2);
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
