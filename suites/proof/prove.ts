import { join } from 'node:path';
import { openServices, type Services } from '../../containers/with-processes/open-services.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { faults, type FaultFacts, type FaultName } from '../../contract/faults.ts';
import type { CheckFacts } from '../../harness/check.ts';
import { sentenceOf } from '../../harness/outcome-of-error.ts';
import { redactor } from '../../harness/redact.ts';
import type { Result, Verdict } from '../../harness/result.ts';
import { slots } from '../../harness/slots.ts';
import type { Environment } from '../../targets/read-environment.ts';
import { redactorOf } from '../../targets/redactor-of.ts';
import { allChecks } from '../all-checks.ts';
import { askDeployment } from '../ask-deployment.ts';
import { askedUnder } from './asked-under.ts';
import { compare, promisedKills, type Comparison } from './compare.ts';
import { watchServices } from './watch-services.ts';

/** What came of one fault, or of none: the healthy system. */
export type Proof = Comparison & {
  fault: FaultName | 'none';
  asPromised: boolean;
  /** Its row in the kill matrix: every check that was asked. */
  row: Cell[];
  durationMs: number;
};

/** What came of a check under a fault: the cause of a red one, the root of a blocked one, and the cause that the check promises. */
export type Cell = { id: string; verdict: Verdict; cause?: string; by?: string; promised?: string };

export type ProveOptions = {
  faults: readonly FaultName[];
  directory: string;
  environment: Environment;
  signal: AbortSignal;
  onServicesReady?: () => void;
  onStart?: (fault: Proof['fault']) => void;
  onProof?: (proof: Proof) => void;
};

/** Long enough for k6 to see a budget broken; the budgets do not depend on it. */
const loadSeconds = 4;

/**
 * The healthy system first, asked all that the faults are; unless it is green nothing can be proven. Then each fault on a stack of its
 * own: a database and a virtual host in services that all share.
 */
export async function prove(options: ProveOptions): Promise<Proof[]> {
  const { onServicesReady, onStart, onProof, signal } = options;
  await using services = await openServices({ signal });
  onServicesReady?.();
  const ask = async (fault?: FaultName) => {
    signal.throwIfAborted();
    onStart?.(fault ?? 'none');
    const proof = await proveOne(fault, services, options);
    onProof?.(proof);
    return proof;
  };
  const healthy = await ask();
  if (!healthy.asPromised) return [healthy];
  // Two at a time use both cores while one waits for a deadline. Load must have the machine for itself, and what befalls shared
  // services must befall nobody else.
  const inSlot = slots(2);
  const [lonely, quiet] = parted(options.faults, isAlone);
  // One that only waits for its time to come takes no core meanwhile.
  const asked = quiet.map((fault) => (ripens(fault) ? ask(fault) : inSlot(() => ask(fault))));
  // The services must not end under a stack that is still up when another one has failed.
  await Promise.allSettled(asked);
  const proofs = await Promise.all(asked);
  for (const fault of lonely) proofs.push(await ask(fault));
  return [healthy, ...proofs];
}

const ripens = (fault: FaultName): boolean => (faults[fault] as FaultFacts).ripensMs !== undefined;

/** Whether a fault suffers no other stack beside its own. */
export function isAlone(fault: FaultName): boolean {
  const { area, alone = false }: FaultFacts = faults[fault];
  return alone || area === 'load';
}

async function proveOne(fault: FaultName | undefined, services: Services, options: ProveOptions): Promise<Proof> {
  const begun = performance.now();
  const { row, deviations, troubles } = await askUnder(fault, services, options);
  options.signal.throwIfAborted();
  return {
    fault: fault ?? 'none',
    asPromised: deviations.length + troubles.length === 0,
    row,
    deviations,
    troubles,
    durationMs: Math.round(performance.now() - begun),
  };
}

async function askUnder(
  fault: FaultName | undefined,
  services: Services,
  { directory, environment, signal, faults: chosen }: ProveOptions,
): Promise<Pick<Proof, 'row'> & Comparison> {
  try {
    await using stack = await openStack({ services: services.addresses, signal, ...(fault ? { fault } : {}) });
    const ended = watchServices([...Object.values(services.services), ...Object.values(stack.services)]);
    const checks = askedUnder(allChecks, fault ? [fault] : chosen);
    const { results, residue } = await askDeployment({
      deployment: stack.deployment,
      checks,
      directory: join(directory, fault ?? 'none'),
      environment,
      safety: 'destructive',
      loadSeconds,
      signal,
    });
    const { deviations, troubles } = compare(checks, results, fault);
    const promised = new Map(fault ? promisedKills(checks, fault).map(({ id, cause }) => [id, cause]) : []);
    return {
      row: results.filter(isShown(checks)).map((result) => cellOf(result, promised.get(result.id))),
      // A sick target may keep what we created in it; a healthy one must not.
      deviations: [...deviations, ...(fault ? [] : residue), ...ended().map(redactorOf(stack.deployment))],
      troubles,
    };
  } catch (error) {
    signal.throwIfAborted();
    return { row: [], deviations: [], troubles: [redactor([])(sentenceOf(error))] };
  }
}

/** What faults alone show is skipped under all others, as if it had not been asked. */
const isShown =
  (checks: readonly CheckFacts[]) =>
  ({ id, verdict }: Result): boolean =>
    verdict !== 'skipped' || !checks.some((check) => check.id === id && check.shownByFaultsAlone);

const cellOf = (result: Result, promised: string | undefined): Cell => ({
  id: result.id,
  verdict: result.verdict,
  ...(result.verdict === 'failed' ? { cause: result.violation.cause.id } : {}),
  ...(result.verdict === 'blocked' ? { by: result.by } : {}),
  ...(promised === undefined ? {} : { promised }),
});

function parted<Thing>(things: readonly Thing[], belongs: (thing: Thing) => boolean): [Thing[], Thing[]] {
  return [things.filter(belongs), things.filter((thing) => !belongs(thing))];
}
