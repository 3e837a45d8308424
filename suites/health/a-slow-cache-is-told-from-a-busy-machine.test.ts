import { expect, test } from 'vitest';
import { assertCacheInTime } from './assert-cache-in-time.ts';

const judge = async (...pings: [tookMs: number, heldUpMs: number, waitedMs?: number][]) =>
  assertCacheInTime(
    pings.map(([tookMs, heldUpMs, waitedMs = 0]) => ({ tookMs, heldUpMs, waitedMs })),
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

test('what Redis waited for a processor of this machine is not its time either', async () => {
  expect(await judge([530, 0, 529], [435, 0, 430], [101, 0, 20])).toEqual({ pingMs: '5.0' });
  await expect(judge([530, 0, 20], [435, 0, 30], [1, 0, 0])).rejects.toMatchObject({
    facts: { actual: '530, 435, 1 ms', cause: { id: 'slow-answers' } },
  });
});
