import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHeldUp, unlessHeldUp } from '../../fixtures/testing/unless-held-up.ts';
import { audiences, tenants, tokenIssuer } from '../../contract/roles.ts';
import type { Result } from '../../harness/result.ts';
import { select } from '../../harness/selection.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import type { Connection } from '../../targets/connection.ts';
import { surfaceNames, type Deployment, type Surface, type SurfaceName } from '../../targets/deployment.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { allChecks } from '../all-checks.ts';
import { askDeployment } from '../ask-deployment.ts';

export type HostileTarget = {
  /** Addresses; whatever is not named here is not offered. */
  surfaces: Partial<Record<SurfaceName, string>>;
  connection?: Connection;
  /** How long the clients wait, where their own deadlines would only keep the tests waiting. */
  patienceMs?: number;
  /** Which of the checks are asked; all but those of the proxy itself where absent, which has answers of its own. */
  asks?: (id: string) => boolean;
  /** All of it is over by then, whatever the target does. */
  runDeadlineMs?: number;
};

/** What a run against a hostile target came to. */
export type HostileRun = {
  /** By check: "passed", the cause of a failure, or "broken: …"; what was blocked or not offered was not asked, and is left out. */
  told: Record<string, string>;
  results: readonly Result[];
  tookMs: number;
};

/** Asks everything but load and journeys, as far as one may go, with identities of the contract; again where this machine held us up. */
export const askHostile = (target: HostileTarget): Promise<HostileRun> =>
  unlessHeldUp(
    () => askOnce(target),
    ({ results }) => results.some((result) => result.verdict === 'broken' && isHeldUp(result.reason)),
  );

async function askOnce({
  surfaces,
  connection,
  patienceMs,
  runDeadlineMs = 30_000,
  asks = (id) => !isOfProxy(id),
}: HostileTarget): Promise<HostileRun> {
  const selection = select(allChecks, { areas: ['health', 'api', 'mcp', 'queue'], safety: 'canary' });
  const startedAt = performance.now();
  const { results } = await askDeployment({
    deployment: deploymentAt(surfaces, connection),
    checks: selection.checks.filter(({ id }) => asks(id)),
    directory: join(tmpdir(), 'medcor-verify-hostile'),
    environment: readEnvironment(),
    safety: 'canary',
    runDeadlineMs,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    keepEvidence: () => undefined,
  });
  const told = results.flatMap((result) => {
    const word = wordOf(result);
    return word === undefined ? [] : [[result.id, word] as const];
  });
  return { told: Object.fromEntries(told), results, tookMs: performance.now() - startedAt };
}

/** Whether it asks of an API no more than whether it tells the truth: the API beside a hostile service is a healthy one. */
export const asksApiForTruth = (id: string): boolean =>
  !isOfProxy(id) && (!/^(health\.api-|api\.)/.test(id) || id === 'health.api-tells-the-truth');

export const isOfProxy = (id: string): boolean => id.startsWith('health.proxy-');

function wordOf(result: Result): string | undefined {
  switch (result.verdict) {
    case 'failed':
      return result.violation.cause.id;
    case 'broken':
      return `broken: ${result.reason}`;
    case 'passed':
      return 'passed';
    case 'blocked':
    case 'skipped':
      return undefined;
  }
}

export function deploymentAt(surfaces: HostileTarget['surfaces'], connection?: Connection): Deployment {
  const notOffered: Surface = { notOffered: 'not in this test' };
  const surfaceOf = (name: SurfaceName): Surface =>
    surfaces[name] === undefined ? notOffered : { url: surfaces[name] };
  return {
    name: 'a hostile target',
    surfaces: Object.fromEntries(surfaceNames.map((name) => [name, surfaceOf(name)])) as Deployment['surfaces'],
    ...(connection ? { connection } : {}),
    identities: {
      staff: {
        kind: 'signing-key',
        key: 'k'.repeat(32),
        issuer: tokenIssuer,
        audiences,
        subject: 'staff',
        tenant: tenants.north,
        role: 'staff',
      },
    },
    furthestSafety: 'canary',
    accepted: {},
    workers: { expected: 1, results: 'rpc' },
    dialect: contractDialect,
    own: false,
  };
}
