import { expect, test } from 'vitest';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertWorkersAnswer } from './assert-workers-answer.ts';

type Seen = { answering: string[]; consumers: number[]; expected?: number };

test.each<[string, Seen, string | undefined]>([
  ['two of two consumers answer', { answering: ['a', 'b'], consumers: [2] }, undefined],
  ['one of two consumers answers', { answering: ['a'], consumers: [2, 2] }, 'worker-silent'],
  ['one of two expected is frozen', { answering: ['a'], consumers: [2, 2], expected: 2 }, 'worker-silent'],
  ['one of two expected is gone', { answering: ['a'], consumers: [1, 1], expected: 2 }, 'workers-missing'],
  ['one has left while we asked', { answering: ['a'], consumers: [2, 1] }, undefined],
  ['a worker answers and consumes nothing', { answering: ['a'], consumers: [0] }, undefined],
  ['the only one is frozen', { answering: [], consumers: [1, 1] }, 'worker-silent'],
  ['nobody is there', { answering: [], consumers: [0, 0] }, 'no-worker'],
])('%s', async (_, seen, cause) => {
  expect(await causeOf(assertWorkersAnswer(celeryOf(seen)))).toBe(cause);
});

const celeryOf = ({ answering, consumers, expected }: Seen): Parameters<typeof assertWorkersAnswer>[0] => {
  const left = [...consumers];
  return {
    queue: 'celery',
    workers: { results: 'rpc', ...(expected === undefined ? {} : { expected }) },
    countQueue: async () => ({ consumers: left.shift() ?? 0, ready: 0 }),
    ping: async () => ({ answers: new Map(answering.map((name) => [name, { ok: 'pong' }])), ended: 'quiet' }),
  };
};
