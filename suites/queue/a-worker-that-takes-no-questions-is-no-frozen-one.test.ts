import { expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { askAboutWorker } from './ask-about-worker.ts';
import { celeryVersions, withCelery } from './celery-worker.ts';

test.for(celeryVersions)('of Celery $version: nothing is known of it, good or bad', async ({ python }) => {
  const environment = { CELERY_NO_REMOTE_CONTROL: '1' };
  await using stack = await openStack({ services: inject('services'), plan: withCelery({ python, environment }) });
  expect(await askAboutWorker(stack.deployment)).toMatchObject({
    'health.queues-are-as-promised': 'passed',
    'health.worker-answers-ping': 'broken',
    'health.workers-run-one-version': 'blocked',
    'queue.has-a-consumer': 'passed',
  });
});
