import { expect, test } from 'vitest';
import { callRoll, type Roll } from '../../fixtures/celery/call-roll.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertWorkersAnswer } from './assert-workers-answer.ts';
import { causesTold } from './testing/causes-told.ts';

/** Workers that answer, by what they consume, and what the broker counts on each queue: at first and when asked again. */
type Seen = {
  answering: Record<string, string[]>;
  consumers: [first: number[], again?: number[]];
  queues?: string[];
  expected?: number;
  processes?: number[];
};

const celery = ['celery'];
const reports = ['reports'];
const both = ['celery', 'reports'];

test.each<[string, Seen, string | undefined]>([
  ['two of two consumers answer', { answering: { a: celery, b: celery }, consumers: [[2]] }, undefined],
  ['one of two consumers answers', { answering: { a: celery }, consumers: [[2]] }, 'worker-silent'],
  ['one of two expected is frozen', { answering: { a: celery }, consumers: [[2]], expected: 2 }, 'worker-silent'],
  ['one of two expected is gone', { answering: { a: celery }, consumers: [[1]], expected: 2 }, 'workers-missing'],
  ['one has left while we asked', { answering: { a: celery }, consumers: [[2], [1]] }, undefined],
  ['one has come while we asked', { answering: { a: celery }, consumers: [[1], [2]] }, undefined],
  ['a worker answers and consumes nothing', { answering: { a: [] }, consumers: [[0]] }, undefined],
  ['the only one is frozen', { answering: {}, consumers: [[1]] }, 'worker-silent'],
  ['two processes answer to one name', { answering: { a: celery }, consumers: [[2]], processes: [7, 8] }, undefined],
  [
    'two processes answer to one name, and a third is frozen',
    { answering: { a: celery }, consumers: [[3]], processes: [7, 8] },
    'worker-silent',
  ],
  ['nobody is there', { answering: {}, consumers: [[0]] }, 'no-worker'],
  [
    'one of two is frozen, and one of another queue answers',
    { answering: { a: celery, other: reports }, consumers: [[2]] },
    'worker-silent',
  ],
  [
    'one of two expected is gone, and one of another queue answers',
    { answering: { a: celery, other: reports }, consumers: [[1]], expected: 2 },
    'workers-missing',
  ],
  [
    'the only one is frozen, as the profile counts, and one of another queue answers',
    { answering: { a: reports }, consumers: [[1, 1]], queues: both, expected: 2 },
    'worker-silent',
  ],
  [
    'one of two on the second queue is frozen',
    { answering: { a: celery, b: reports }, consumers: [[1, 2]], queues: both },
    'worker-silent',
  ],
  [
    'one worker consumes both queues',
    { answering: { a: both, b: reports }, consumers: [[1, 2]], queues: both, expected: 2 },
    undefined,
  ],
])('%s', async (_, seen, cause) => {
  expect(await causeOf(assertWorkersAnswer(celeryOf(seen)))).toBe(cause);
});

test.each<[string, Seen, string[]]>([
  [
    'is gone',
    { answering: { a: celery }, consumers: [[1, 1]], queues: both, expected: 3 },
    ['worker-silent of reports', 'workers-missing'],
  ],
  [
    'may be the silent one',
    { answering: { a: celery }, consumers: [[1, 1]], queues: both, expected: 2 },
    ['worker-silent of reports'],
  ],
  [
    'is another process of one name',
    { answering: { a: celery }, consumers: [[2, 1]], queues: both, expected: 3, processes: [7, 8] },
    ['worker-silent of reports'],
  ],
  [
    'is gone, and nobody answers',
    { answering: {}, consumers: [[1]], expected: 2 },
    ['worker-silent of celery', 'workers-missing'],
  ],
])('one worker is silent, and another one %s', async (_, seen, causes) => {
  expect(await causesTold(() => assertWorkersAnswer(celeryOf(seen)))).toEqual(causes);
});

test('workers of other queues are told, and stand for none of ours', async () => {
  const seen = { answering: { a: celery, other: reports }, consumers: [[1]] } satisfies Seen;
  expect(await assertWorkersAnswer(celeryOf(seen))).toEqual({ workers: 'a', 'of other queues': 'other' });
});

function celeryOf({
  answering,
  consumers: [first, again = first],
  queues = celery,
  expected,
  processes = [7],
}: Seen): Parameters<typeof assertWorkersAnswer>[0] {
  const rollOf = (counts: readonly number[]): Promise<Roll> =>
    callRoll({
      queues,
      expected,
      count: async (queue) => counts[queues.indexOf(queue)] ?? 0,
      askForQueues: async () => ({ answers: new Map(Object.entries(answering)), ended: 'quiet' }),
    });
  let asked = 0;
  return {
    queues: queues.map((name) => ({ name, arguments: {}, mostWaiting: 1000 })),
    workers: { results: 'rpc', ...(expected === undefined ? {} : { expected }) },
    roll: () => rollOf(first),
    callRoll: () => rollOf(again),
    // In turn, as they take messages from one mailbox.
    processes: async () => {
      const processId = processes[asked++ % processes.length] as number;
      return { answers: new Map(Object.keys(answering).map((name) => [name, processId])), ended: 'quiet' };
    },
  };
}
