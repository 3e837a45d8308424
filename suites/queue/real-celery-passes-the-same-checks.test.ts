import { describe, expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import type { QueueProfile } from '../../targets/deployment.ts';
import { askAboutWorker } from './ask-about-worker.ts';
import { celeryVersions, withCelery, type CeleryWorker } from './celery-worker.ts';

const allPassed = {
  'health.broker-accepts-connections': 'passed',
  'health.broker-takes-messages': 'passed',
  'health.broker-passes-its-own-checks': 'passed',
  'health.broker-refuses-default-credentials': 'passed',
  'health.queues-are-as-promised': 'passed',
  'health.queues-have-no-backlog': 'passed',
  'health.queues-have-no-dead-letters': 'passed',
  'health.worker-answers-ping': 'passed',
  'health.workers-consume-their-queues': 'passed',
  'health.worker-names-are-unique': 'passed',
  'health.workers-run-one-version': 'passed',
  'health.workers-know-the-same-tasks': 'passed',
  'health.workers-get-on-with-their-tasks': 'passed',
  'health.worker-clocks-agree': 'passed',
  'queue.has-a-consumer': 'passed',
  'queue.contract-tasks-are-registered': 'passed',
  'queue.canary-is-executed': 'passed',
};

const ways: [string, Omit<CeleryWorker, 'python'>][] = [
  ['in processes of its own (prefork)', {}],
  ['in its only thread (solo)', { options: ['-P', 'solo'] }],
  ['in threads, acknowledging late', { options: ['-P', 'threads'], environment: { CELERY_TASK_ACKS_LATE: 'yes' } }],
];

/** As Celery declares it where it is told to, and as a profile has to say so. */
const quorum = {
  environment: { CELERY_QUEUE_TYPE: 'quorum' },
  queues: [{ name: 'celery', arguments: { 'x-queue-type': 'quorum' } }],
};

describe.each(celeryVersions)('celery $version', ({ python }) => {
  test.for(ways)('passes every check of worker and queue %s', async ([, way]) => {
    expect(await askCelery({ python, ...way })).toEqual(allPassed);
  });
});

test('the newest celery passes them with a quorum queue', async () => {
  const { python } = celeryVersions.at(-1)!;
  expect(await askCelery({ python, ...quorum }, quorum.queues)).toEqual(allPassed);
});

test('the oldest cannot consume a quorum queue (540 NOT_IMPLEMENTED: global QoS), and is red for it', async () => {
  const { python } = celeryVersions[0]!;
  const answers = await askCelery({ python, ...quorum, readyLine: /NOT_IMPLEMENTED/ }, quorum.queues);
  expect(answers).toMatchObject({
    'health.queues-are-as-promised': 'passed',
    'queue.has-a-consumer': 'quorum-queue-not-consumed',
  });
  expect(answers['queue.canary-is-executed']).not.toBe('passed');
});

async function askCelery(worker: CeleryWorker, queues: readonly QueueProfile[] = []) {
  await using stack = await openStack({ services: inject('services'), plan: withCelery(worker) });
  return await askAboutWorker({ ...stack.deployment, queues });
}
