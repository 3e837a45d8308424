import { expect, inject, test } from 'vitest';
import type { OpenStackOptions } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { askAboutWorker } from './ask-about-worker.ts';

/** Our worker on two queues. */
const onTwoQueues: NonNullable<OpenStackOptions['plan']> = (plan) => ({
  ...plan,
  worker: { ...plan.worker, environment: { ...plan.worker.environment, WORKER_QUEUES: 'celery,reports' } },
});

test('queues beside the default one have a consumer, their arguments, no backlog and a canary each', async () => {
  await using stack = await openStack({ services: inject('services'), plan: onTwoQueues });
  const askWith = async (...queues: { name: string; arguments?: Record<string, number> }[]) => {
    const answers = await askAboutWorker({ ...stack.deployment, queues });
    return Object.fromEntries(Object.entries(answers).filter(([, verdict]) => verdict !== 'passed'));
  };

  expect(await askWith({ name: 'reports' })).toEqual({});
  expect(await askWith({ name: 'reports', arguments: { 'x-max-priority': 10 } })).toEqual({
    'health.queues-are-as-promised': 'queue-arguments-differ',
  });
  expect(await askWith({ name: 'reports' }, { name: 'letters' })).toEqual({
    'queue.has-a-consumer': 'queue-missing',
    'health.queues-are-as-promised': 'blocked',
    'health.queues-have-no-backlog': 'blocked',
    'health.workers-consume-their-queues': 'blocked',
    'health.worker-names-are-unique': 'blocked',
    'health.workers-run-one-version': 'blocked',
    'health.workers-know-the-same-tasks': 'blocked',
    'health.workers-get-on-with-their-tasks': 'blocked',
    'health.worker-clocks-agree': 'blocked',
    'queue.contract-tasks-are-registered': 'blocked',
    'queue.canary-is-executed': 'blocked',
  });
});
