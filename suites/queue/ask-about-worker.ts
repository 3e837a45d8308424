import type { Deployment } from '../../targets/deployment.ts';
import { openClients } from '../../fixtures/open-clients.ts';
import { runChecks } from '../../harness/run-checks.ts';
import { healthChecks } from '../health/health.checks.ts';
import { queueChecks } from './queue.checks.ts';

const checks = [...healthChecks, ...queueChecks].filter(({ needs }) => (needs as readonly string[]).includes('celery'));

/** Asks all that concerns the worker: the verdict on each check, or the cause where it failed, by id. */
export async function askAboutWorker(deployment: Deployment): Promise<Record<string, string>> {
  const results = await runChecks({
    checks,
    open: openClients(deployment),
    runners: {},
    redact: (text) => text,
  });
  return Object.fromEntries(
    results.map((result) => [result.id, result.verdict === 'failed' ? result.violation.cause.id : result.verdict]),
  );
}
