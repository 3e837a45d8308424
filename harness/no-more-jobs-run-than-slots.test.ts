import { expect, test } from 'vitest';
import { slots } from './slots.ts';

test('jobs begin in the order of asking, as many as there are slots, also when one fails', async () => {
  const inSlot = slots(2);
  const order: string[] = [];
  let underWay = 0;
  let most = 0;
  const job = (name: string) => async () => {
    order.push(name);
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    await Promise.resolve();
    underWay -= 1;
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const all = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((name) => inSlot(job(name))));
  expect(all.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([
    'a',
    'failed',
    'c',
    'd',
    'e',
  ]);
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(most).toBe(2);
  // All slots are free again.
  expect(await Promise.all(['f', 'g'].map((name) => inSlot(job(name))))).toEqual(['f', 'g']);
  expect(most).toBe(2);
});
