import { expect, test } from 'vitest';
import { slots } from './slots.ts';

test('no more run than there are slots, in the order they came, and idle means all of them', async () => {
  const pool = slots(2);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  for (const number of [1, 2, 3]) {
    pool.run(async () => {
      begun.push(number);
      const { promise, resolve } = Promise.withResolvers<void>();
      finish.push(resolve);
      await promise;
    });
  }
  const seen: string[] = [];
  const whenIdle = pool.idle().then(() => seen.push('idle'));
  expect(begun).toEqual([1, 2]);

  finish[1]?.();
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  finish[0]?.();
  expect(seen).toEqual([]);

  finish[2]?.();
  await whenIdle;
  expect(seen).toEqual(['idle']);
});

test('work that waits behind the last running one keeps it from being idle', async () => {
  const pool = slots(1);
  const done: string[] = [];
  pool.run(async () => void done.push('first'));
  pool.run(async () => void done.push('second'));

  await pool.idle();

  expect(done).toEqual(['first', 'second']);
});
