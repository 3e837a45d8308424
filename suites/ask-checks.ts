import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clients } from '../fixtures/clients.ts';
import type { Check } from '../harness/check.ts';
import type { Deployment } from '../targets/deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { askDeployment } from './ask-deployment.ts';

/** Asks these of a deployment: the verdict on each, or the cause where it failed, by id. */
export async function askChecks(
  deployment: Deployment,
  checks: readonly Check<Clients>[],
): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-asked-'));
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
