import { expect, test } from 'vitest';
import { killOnce, type Moment } from './kill-once.ts';
import { randomFrom } from './random.ts';

// A few moments of `make kills`, which takes fifty.
const random = randomFrom(5);
const moments: Omit<Moment, 'afterMs'>[] = [
  { command: 'verify', victim: 'group', next: 'sweep' },
  { command: 'verify', victim: 'program', next: 'down' },
  { command: 'up', victim: 'group', next: 'sweep' },
  { command: 'up', victim: 'supervisor', next: 'down' },
];

/** In which a moment of each command lies, on a machine that does nothing else. */
const longestMs = { verify: 18_000, up: 9000, 'up in containers': 15_000 };

test.for(moments)(
  'of $command nothing is left once $victim was killed and $next called',
  { timeout: 120_000 },
  async (moment) => {
    const afterMs = random() * longestMs[moment.command];
    const { left } = await killOnce({ ...moment, afterMs });
    expect(left, `killed after ${Math.round(afterMs)} ms`).toEqual([]);
  },
);
