import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from '../../targets/deployment.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { askDeployment } from '../ask-deployment.ts';
import { healthChecks } from '../health/health.checks.ts';
import { queueChecks } from './queue.checks.ts';

const checks = [...healthChecks, ...queueChecks].filter(({ needs }) => (needs as readonly string[]).includes('celery'));

/** Asks all that concerns the worker: the verdict on each check, or the cause where it failed, by id. */
export async function askAboutWorker(deployment: Deployment): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-worker-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const { results } = await askDeployment({
    deployment,
    checks,
    safety: 'canary',
    directory: folder,
    environment: readEnvironment({ ...process.env, XDG_STATE_HOME: folder }),
  });
  return Object.fromEntries(
    results.map((result) => [result.id, result.verdict === 'failed' ? result.violation.cause.id : result.verdict]),
  );
}
