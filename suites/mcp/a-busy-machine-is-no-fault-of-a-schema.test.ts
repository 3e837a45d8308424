import { expect, test } from 'vitest';
import { withinTime } from './within-time.ts';

/** Waits without using the processor, as a process does whose turn it is not. */
const wait = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const compute = () => {
  for (;;);
};

test('work that had to wait for its turn is given more time', () => {
  let begun = 0;
  const work = () => {
    begun += 1;
    // Held up the first time only: longer than it may take, and none of it computing.
    if (begun === 1) wait(80);
    return 'done';
  };
  expect(withinTime(20, work)).toEqual({ answer: 'done' });
  expect(begun).toBe(2);
});

test('work that computes without an end is broken off', () => {
  expect(withinTime(20, compute)).toBeUndefined();
});

test('work that calls itself without an end is broken off', () => {
  const again = (): number => again() + 1;
  expect(withinTime(2000, again)).toBeUndefined();
});

test('a machine that never lets us compute is our own trouble', () => {
  expect(() => withinTime(5, () => wait(200))).toThrow(
    'This machine gave our own process less than 5 ms of its processors in 0.08 s. Ask again with less load here.',
  );
});
