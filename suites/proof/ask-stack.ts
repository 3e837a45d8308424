import { join } from 'node:path';
import type { RunningService, Stack } from '../../containers/stack.ts';
import type { Clients } from '../../fixtures/clients.ts';
import type { Check } from '../../harness/check.ts';
import { sentenceOf } from '../../harness/outcome-of-error.ts';
import { redactor } from '../../harness/redact.ts';
import type { Result } from '../../harness/result.ts';
import type { Environment } from '../../targets/read-environment.ts';
import { redactorOf } from '../../targets/redactor-of.ts';
import { askDeployment } from '../ask-deployment.ts';
import { compare, promisedKills } from './compare.ts';
import { isHealthy, type Cell, type Proof } from './proof.ts';
import { watchServices } from './watch-services.ts';

type Question = {
  fault: Proof['fault'];
  checks: readonly Check<Clients>[];
  directory: string;
  environment: Environment;
  signal: AbortSignal;
  onResult?: (result: Result) => void;
  /** What runs beside the stack's own services, and must go on. */
  shared?: readonly RunningService[];
};

/** Long enough for k6 to see a budget broken; the budgets do not depend on it. */
const loadSeconds = 4;

/** A proxy of ours that bears no silence ends it after 3 s. That the guide's bears it for all of its time is a test of its own. */
const leftAloneMs = 12_000;

/** Asks a stack that is up, and sick where a fault is named, and compares what came of it with what the checks promise. */
export async function askStack(
  { deployment, services }: Pick<Stack, 'deployment' | 'services'>,
  { fault, checks, directory, environment, signal, onResult, shared = [] }: Question,
): Promise<Findings> {
  const ended = watchServices([...shared, ...Object.values(services)]);
  const { results, residue } = await askDeployment({
    deployment,
    checks,
    directory: join(directory, fault),
    environment,
    safety: 'destructive',
    loadSeconds,
    leftAloneMs,
    signal,
    ...(onResult ? { onResult } : {}),
  });
  const inflicted = isHealthy(fault) ? undefined : fault;
  const { deviations, troubles } = compare(checks, results, inflicted);
  const promised = new Map(inflicted ? promisedKills(checks, inflicted).map(({ id, cause }) => [id, cause]) : []);
  return {
    row: results.filter(isShown(checks)).map((result) => cellOf(result, promised.get(result.id))),
    // A sick target may keep what we created in it; a healthy one must not.
    deviations: [...deviations, ...(inflicted ? [] : residue), ...ended().map(redactorOf(deployment))],
    troubles,
  };
}

type Findings = Pick<Proof, 'row' | 'deviations' | 'troubles'>;

/** What came of one fault, with what kept us from asking as trouble of our own. Throws the reason of the signal. */
export async function proofOf(
  fault: Proof['fault'],
  signal: AbortSignal,
  ask: () => Promise<Findings>,
): Promise<Proof> {
  const begun = performance.now();
  const findings = await ask().catch((error: unknown) => ({
    row: [],
    deviations: [],
    troubles: [redactor([])(sentenceOf(error))],
  }));
  signal.throwIfAborted();
  return {
    fault,
    asPromised: findings.deviations.length + findings.troubles.length === 0,
    ...findings,
    durationMs: Math.round(performance.now() - begun),
  };
}

/** What faults alone show is skipped under all others, as if it had not been asked. */
const isShown =
  (checks: readonly Check<Clients>[]) =>
  ({ id, verdict }: Result): boolean =>
    verdict !== 'skipped' || !checks.some((check) => check.id === id && check.shownByFaultsAlone);

const cellOf = (result: Result, promised: string | undefined): Cell => ({
  id: result.id,
  verdict: result.verdict,
  ...(result.verdict === 'failed' ? { cause: result.violation.cause.id } : {}),
  ...(result.verdict === 'blocked' ? { by: result.by } : {}),
  ...(promised === undefined ? {} : { promised }),
});
