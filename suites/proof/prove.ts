import { join } from 'node:path';
import type { ServiceAddresses } from '../../containers/stack.ts';
import { openServices } from '../../containers/with-processes/open-services.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { faults, type FaultName } from '../../contract/faults.ts';
import type { Clients } from '../../fixtures/clients.ts';
import { select, type Selection } from '../../harness/selection.ts';
import { slots } from '../../harness/slots.ts';
import type { Environment } from '../../targets/read-environment.ts';
import { allChecks } from '../all-checks.ts';
import { askDeployment } from '../ask-deployment.ts';
import { deviations, killedIn, type Killed } from './compare.ts';

/** What came of one fault (of none: the healthy system). */
export type Proof = {
  fault: FaultName | 'none';
  killed: readonly Killed[];
  deviations: readonly string[];
  /** Checks that could not tell, for a reason of ours. */
  broken: readonly string[];
  durationMs: number;
};

export type ProveOptions = {
  faults: readonly FaultName[];
  directory: string;
  environment: Environment;
  signal: AbortSignal;
  onServicesReady?: () => void;
  onProof?: (proof: Proof) => void;
};

/** Long enough for k6 to see a budget broken; the budgets do not depend on it. */
const loadSeconds = 4;

/** The healthy system first, all of it; then each fault on a stack of its own, asked its area and health. Services are shared. */
export async function prove(options: ProveOptions): Promise<Proof[]> {
  await using services = await openServices({ signal: options.signal });
  options.onServicesReady?.();
  const told = async (proof: Promise<Proof>) => {
    const result = await proof;
    options.onProof?.(result);
    return result;
  };
  const ask = (fault: FaultName | undefined) => told(proveOne(fault, services.addresses, options));
  const healthy = await ask(undefined);
  if (healthy.deviations.length > 0) return [healthy];
  // Two at a time use both cores while one waits for a deadline; load must have the machine for itself.
  const inSlot = slots(2);
  const quiet = options.faults.filter((fault) => faults[fault].area !== 'load');
  const proofs = await Promise.all(quiet.map((fault) => inSlot(() => ask(fault))));
  for (const fault of options.faults.filter((name) => faults[name].area === 'load')) proofs.push(await ask(fault));
  return [healthy, ...proofs];
}

async function proveOne(
  fault: FaultName | undefined,
  services: ServiceAddresses,
  options: ProveOptions,
): Promise<Proof> {
  const { directory, environment, signal } = options;
  const begun = performance.now();
  await using stack = await openStack({ services, signal, ...(fault ? { fault } : {}) });
  const { deployment } = stack;
  const selection = selectionFor(fault ? [fault] : options.faults);
  const results = await askDeployment({
    deployment,
    checks: selection.checks,
    directory: join(directory, fault ?? 'none'),
    environment,
    loadSeconds,
    signal,
  });
  signal.throwIfAborted();
  return {
    fault: fault ?? 'none',
    killed: killedIn(results),
    broken: results.filter((result) => result.verdict === 'broken').map((result) => result.id),
    deviations: deviations(selection.checks, results, fault),
    durationMs: performance.now() - begun,
  };
}

/** Health, and the areas that must notice these faults. */
const selectionFor = (chosen: readonly FaultName[]): Selection<Clients> =>
  select(allChecks, {
    areas: [...new Set(['health', ...chosen.map((fault) => faults[fault].area)])],
    safety: 'destructive',
  });
