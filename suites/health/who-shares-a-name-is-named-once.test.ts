import { expect, test } from 'vitest';
import { violationOf } from '../../harness/answer-or-violation.ts';
import { assertNamesUnique } from './assert-names-unique.ts';

/** One worker to all that ask, who is another process for each of these questions. */
const answeredBy = (...processIds: number[]) => ({
  roll: async () => ({
    concerned: ['w1'],
    consumers: new Map([['celery', 2]]),
    queuesOf: new Map([['w1', ['celery']]]),
  }),
  processes: async () => ({ answers: new Map([['w1', processIds.shift() ?? 0]]), ended: '' }),
  queues: [{ name: 'celery' }],
  countQueue: async () => ({ ready: 0, consumers: 2 }),
});

test('a process that answers twice in a row is told once, as the other one is', async () => {
  const asked = answeredBy(165, 165, 266, 165) as unknown as Parameters<typeof assertNamesUnique>[0];
  expect((await violationOf(assertNamesUnique(asked)))?.facts).toMatchObject({
    actual: 'w1 is answered for by 165 and 266',
    cause: { sentence: expect.stringContaining('2 workers are called w1 (processes 165 and 266):') },
  });
});
