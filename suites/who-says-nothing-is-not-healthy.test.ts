import { expect, test } from 'vitest';
import type { CeleryClient } from '../fixtures/celery/celery-client.ts';
import { callRoll } from '../fixtures/celery/call-roll.ts';
import { NotOffered } from '../harness/not-offered.ts';
import { causeOf } from '../fixtures/testing/cause-of.ts';
import { assertNamesUnique } from './health/assert-names-unique.ts';
import { assertOneTaskList } from './health/assert-one-task-list.ts';
import { assertOneWorkerVersion } from './health/assert-one-worker-version.ts';
import { assertPoolsGetOn } from './health/assert-pools-get-on.ts';
import { assertWorkerClocksAgree } from './health/assert-worker-clocks-agree.ts';
import { assertTasksRegistered } from './queue/assert-tasks-registered.ts';

const questions: Record<string, (celery: Celery) => Promise<unknown>> = {
  'one version': assertOneWorkerVersion,
  'one list of tasks': assertOneTaskList,
  'clocks that agree': (celery) => assertWorkerClocksAgree({ celery, targetDate: async () => undefined }),
  'names of their own': assertNamesUnique,
  'pools that get on': assertPoolsGetOn,
  'the tasks of the profile': assertTasksRegistered,
};

const longAgo = Date.now() - 3_600_000;

test.each(Object.entries(questions))('%s: a worker that told its queues and then nothing more', async (_, assert) => {
  expect(await causeOf(assert(celeryOf({ told: ['w1', 'w2'] })))).toBeUndefined();
  expect(await causeOf(assert(celeryOf({ told: ['w1'] })))).toBe('worker-silent');
  expect(await causeOf(assert(celeryOf({ told: [] })))).toBe('worker-silent');
});

test('a full pool beside a worker that does not say what it runs', async () => {
  const busy = celeryOf({ told: ['w1'], running: [{ name: 'medcor.report', beganAt: longAgo }], ready: 900 });
  expect(await causeOf(assertPoolsGetOn(busy))).toBe('worker-silent');
});

test('a full pool that says neither how many slots it has nor what it holds', async () => {
  const busy = celeryOf({
    told: ['w1', 'w2'],
    running: [{ name: 'medcor.report', beganAt: longAgo }],
    slots: async () => ({ answers: new Map(), ended: 'quiet' }),
  });
  expect(await causeOf(assertPoolsGetOn(busy))).toBe('worker-silent');
});

test('two workers of one name that are process 1 each, in containers of their own', async () => {
  const same = celeryOf({ told: ['w1', 'w2'], consumers: [3, 3] });
  await expect(assertNamesUnique(same)).rejects.toBeInstanceOf(NotOffered);
  // One that has left since is no second one.
  expect(await causeOf(assertNamesUnique(celeryOf({ told: ['w1', 'w2'], consumers: [3, 2] })))).toBeUndefined();
});

type Celery = Pick<
  CeleryClient,
  | 'roll'
  | 'queues'
  | 'tasks'
  | 'registered'
  | 'processes'
  | 'heartbeats'
  | 'active'
  | 'reserved'
  | 'slots'
  | 'countQueue'
>;

type Seen = Partial<Pick<Celery, 'slots'>> & {
  told: string[];
  running?: { name: string; beganAt: number }[];
  ready?: number;
  consumers?: [atFirst: number, now: number];
};

/** Two workers of one queue, of whom these answer to more than the question for their queues. */
function celeryOf({ told, running = [], ready = 0, consumers: [atFirst, now] = [2, 2], ...instead }: Seen): Celery {
  const all = <Answer>(answer: Answer) => ({
    answers: new Map(told.map((worker) => [worker, answer])),
    ended: 'quiet' as const,
  });
  return {
    queues: [{ name: 'celery', arguments: {}, mostWaiting: 1000 }],
    tasks: ['medcor.echo'],
    roll: () =>
      callRoll({
        queues: ['celery'],
        expected: 2,
        count: async () => atFirst,
        askForQueues: async () => ({
          answers: new Map(['w1', 'w2'].map((worker) => [worker, ['celery']])),
          ended: 'all-expected-answered',
        }),
      }),
    registered: async () => all(['medcor.echo']),
    processes: async () => all(7),
    heartbeats: async () => ({
      heartbeats: all({ software: 'py-celery 5.6.3', aheadMs: 0 }).answers,
      silent: [],
    }),
    active: async () => all(running),
    reserved: async () => all(0),
    slots: async () => all(1),
    countQueue: async () => ({ consumers: now, ready }),
    ...instead,
  };
}
