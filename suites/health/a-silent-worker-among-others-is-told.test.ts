import { expect, test } from 'vitest';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertWorkersAnswer } from './assert-workers-answer.ts';

type Seen = { answering: string[]; consumers: number[]; expected?: number; processes?: number[] };

test.each<[string, Seen, string | undefined]>([
  ['two of two consumers answer', { answering: ['a', 'b'], consumers: [2] }, undefined],
  ['one of two consumers answers', { answering: ['a'], consumers: [2, 2] }, 'worker-silent'],
  ['one of two expected is frozen', { answering: ['a'], consumers: [2, 2], expected: 2 }, 'worker-silent'],
  ['one of two expected is gone', { answering: ['a'], consumers: [1, 1], expected: 2 }, 'workers-missing'],
  ['one has left while we asked', { answering: ['a'], consumers: [2, 1] }, undefined],
  ['a worker answers and consumes nothing', { answering: ['a'], consumers: [0] }, undefined],
  ['the only one is frozen', { answering: [], consumers: [1, 1] }, 'worker-silent'],
  ['two processes answer to one name', { answering: ['a'], consumers: [2, 2], processes: [7, 8] }, undefined],
  [
    'two processes answer to one name, and a third is frozen',
    { answering: ['a'], consumers: [3, 3], processes: [7, 8] },
    'worker-silent',
  ],
  ['nobody is there', { answering: [], consumers: [0, 0] }, 'no-worker'],
])('%s', async (_, seen, cause) => {
  expect(await causeOf(assertWorkersAnswer(celeryOf(seen)))).toBe(cause);
});

const celeryOf = ({
  answering,
  consumers,
  expected,
  processes = [7],
}: Seen): Parameters<typeof assertWorkersAnswer>[0] => {
  const left = [...consumers];
  let asked = 0;
  return {
    queue: 'celery',
    workers: { results: 'rpc', ...(expected === undefined ? {} : { expected }) },
    countQueue: async () => ({ consumers: left.shift() ?? 0, ready: 0 }),
    // In turn, as they take messages from one mailbox.
    processes: async () => {
      const processId = processes[asked++ % processes.length] as number;
      return { answers: new Map(answering.map((name) => [name, processId])), ended: 'quiet' };
    },
    ping: async () => ({ answers: new Map(answering.map((name) => [name, { ok: 'pong' }])), ended: 'quiet' }),
  };
};
