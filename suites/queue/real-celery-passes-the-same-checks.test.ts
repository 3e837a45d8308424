import { describe, expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { askAboutWorker } from './ask-about-worker.ts';
import { celeryVersions, withCelery } from './celery-worker.ts';

describe.each(celeryVersions)('celery $version', ({ python }) => {
  test('passes every check of worker and queue', async () => {
    const plan = withCelery({ python });
    await using stack = await openStack({ services: inject('services'), plan });

    expect(await askAboutWorker(stack.deployment)).toEqual({
      'health.worker-answers-ping': 'passed',
      'queue.has-a-consumer': 'passed',
      'queue.contract-tasks-are-registered': 'passed',
      'queue.canary-is-executed': 'passed',
    });
  });
});
