import { describe, expect, inject, test } from 'vitest';
import type { StackPlan } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { openClients } from '../../fixtures/open-clients.ts';
import { runChecks } from '../../harness/run-checks.ts';
import { healthChecks } from '../health/health.checks.ts';
import { celeryVersions, withCelery } from './celery-worker.ts';
import { queueChecks } from './queue.checks.ts';

const checks = [...healthChecks, ...queueChecks].filter(({ needs }) => (needs as readonly string[]).includes('celery'));

describe.each(celeryVersions)('celery $version', ({ found }) => {
  const python = 'path' in found ? found.path : undefined;

  test.skipIf(python === undefined)('passes every check of worker and queue', async () => {
    const verdicts = await verdictsOn(withCelery(python as string));
    expect(verdicts).toEqual({
      'health.worker-answers-ping': 'passed',
      'queue.has-a-consumer': 'passed',
      'queue.contract-tasks-are-registered': 'passed',
      'queue.canary-is-executed': 'passed',
    });
  });

  test.skipIf(python === undefined)('that consumes another queue is told from one that is absent', async () => {
    const verdicts = await verdictsOn(withCelery(python as string, ['-Q', 'another']));
    expect(verdicts).toMatchObject({
      'health.worker-answers-ping': 'passed',
      'queue.has-a-consumer': 'queue-missing',
      'queue.canary-is-executed': 'no-route',
    });
  });
});

/** The verdict on each check, or the cause where it failed. */
async function verdictsOn(plan: (plan: StackPlan, addresses: { brokerUrl: string }) => StackPlan) {
  await using stack = await openStack({ services: inject('services'), plan });
  const results = await runChecks({
    checks,
    open: openClients(stack.deployment),
    runners: {},
    redact: (text) => text,
  });
  return Object.fromEntries(
    results.map((result) => [result.id, result.verdict === 'failed' ? result.violation.cause.id : result.verdict]),
  );
}
