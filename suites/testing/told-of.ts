import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHeldUp } from '../../fixtures/testing/unless-held-up.ts';
import { select } from '../../harness/selection.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { allChecks } from '../all-checks.ts';
import { askDeployment } from '../ask-deployment.ts';

/** What a run came to: the cause of each check that failed, by its id, and the root of each that was blocked. */
export type ToldOf = {
  failed: Record<string, string>;
  /** Those among them that the deployment's waivers cover. */
  known: readonly string[];
  /** "broken" checks are nobody's outage: their reasons. */
  broken: Record<string, string>;
  blocked: Record<string, string>;
  passed: readonly string[];
};

type Asking = {
  /** Health and queues where absent. */
  areas?: readonly string[];
  /** These alone, whatever they build on. */
  only?: readonly string[];
  patienceMs?: number;
};

/** Asks a deployment about its health and its queues, as a run without a word about them does. */
export async function toldOf(deployment: Deployment, asking: Asking = {}): Promise<ToldOf> {
  const { areas = ['health', 'queue'], only, patienceMs } = asking;
  const folder = await mkdtemp(join(tmpdir(), 'medcor-told-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const { checks } = select(allChecks, { areas, safety: 'canary' });
  const { results } = await askDeployment({
    deployment,
    checks: checks.filter(({ id }) => only?.includes(id) ?? true),
    ...(patienceMs === undefined ? {} : { patienceMs }),
    safety: 'canary',
    directory: folder,
    environment: readEnvironment({ ...process.env, XDG_STATE_HOME: folder }),
  });
  const told: ToldOf & { passed: string[]; known: string[] } = {
    failed: {},
    known: [],
    broken: {},
    blocked: {},
    passed: [],
  };
  for (const result of results) {
    if (result.verdict === 'failed') told.failed[result.id] = result.violation.cause.id;
    if (result.verdict === 'failed' && result.waived) told.known.push(result.id);
    if (result.verdict === 'broken') told.broken[result.id] = result.reason;
    if (result.verdict === 'blocked') told.blocked[result.id] = result.by;
    if (result.verdict === 'passed') told.passed.push(result.id);
  }
  return told;
}

/** Where this machine held us up, as far as that shows. */
export const isBroken = ({ broken }: ToldOf): boolean => Object.values(broken).some(isHeldUp);
