import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storyOf } from '../../reports/story.ts';
import type { SurfaceName } from '../../targets/deployment.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { resolveTarget } from '../../targets/resolve-target.ts';
import { notOffered, type Target } from '../../targets/target.ts';
import { allChecks } from '../all-checks.ts';
import { placesOfPromises } from '../places-of-promises.ts';
import { askDeployment } from '../ask-deployment.ts';

export type Staging = Partial<Omit<Target, 'surfaces'>> & { surfaces?: Partial<Record<SurfaceName, string>> };

export type Asking = {
  signal?: AbortSignal;
  runDeadlineMs?: number;
  /** Checks that are asked with it. */
  alongside?: readonly string[];
  /** Of the environment; nothing of the real one is seen. */
  variables?: Record<string, string>;
  loadSeconds?: number;
};

/** Asks one check of a target called "staging", and gives what a person is told of it. Surfaces that are not named are not offered. */
export async function tellOfStaging(id: string, target: Staging, asking: Asking = {}): Promise<string[]> {
  const { alongside = [], variables = {}, ...rest } = asking;
  const folder = await mkdtemp(join(tmpdir(), 'medcor-staging-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const { results } = await askDeployment({
    deployment: resolveTarget(stagingWith(target), { STAFF_TOKEN: 'a-token-of-the-staff' }),
    checks: allChecks.filter((check) => [id, ...alongside].includes(check.id)),
    safety: 'canary',
    directory: folder,
    environment: readEnvironment({ ...variables, XDG_STATE_HOME: folder }),
    keepEvidence: (check) => `${check}.ndjson`,
    ...rest,
  });
  const result = results.find((one) => one.id === id);
  if (!result) throw new Error(`No check is called ${id}.`);
  return storyOf(result, {
    id: '2026-11-22T10-10-04-123Z',
    askedAs: '--target staging --safety canary',
    places: placesOfPromises,
    target: { name: 'staging' },
  });
}

function stagingWith({ surfaces = {}, ...rest }: Staging): Target {
  const none = notOffered('not reachable from here');
  const all = { api: none, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none };
  return { name: 'staging', surfaces: { ...all, ...surfaces }, ...rest };
}

/** An identity of staging that holds one token and no key. */
export const staff = {
  kind: 'static',
  token: { fromEnvironment: 'STAFF_TOKEN' },
  tenant: 'hospital-north',
} as const;
