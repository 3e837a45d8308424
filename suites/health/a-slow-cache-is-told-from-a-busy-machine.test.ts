import { expect, test } from 'vitest';
import { assertCacheInTime } from './assert-cache-in-time.ts';

const judge = async (...pings: [tookMs: number, heldUpMs: number][]) =>
  assertCacheInTime(
    pings.map(([tookMs, heldUpMs]) => ({ tookMs, heldUpMs })),
    'redis:6379',
  );

test('most answers are late', async () => {
  expect(await judge([1, 0], [430, 7], [250, 0])).toEqual({ pingMs: '250.0' });
  await expect(judge([1, 0], [430, 7], [258, 7])).rejects.toMatchObject({
    facts: { actual: '1, 430, 258 ms', cause: { id: 'slow-answers' } },
  });
});

test('one late answer is an accident', async () => {
  expect(await judge([2000, 0], [0.4, 0], [0.3, 0])).toEqual({ pingMs: '0.4' });
});

test('what our own process was held up for is not the time of Redis', async () => {
  const asked = judge([400, 390], [420, 380], [1, 0]);
  await expect(asked).rejects.toThrow(/held up for 380 ms of it, so that says nothing of Redis/);
  await expect(asked).rejects.not.toHaveProperty('facts');
});
