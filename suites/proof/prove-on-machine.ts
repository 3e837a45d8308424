import { machineFaults } from '../../containers/faults/machine-faults.ts';
import type { Engine } from '../../containers/engine/engine.ts';
import { openMachine } from '../../containers/with-testcontainers/open-machine.ts';
import { faults, type FaultName } from '../../contract/faults.ts';
import type { FaultOn } from '../../containers/faults/fault-on.ts';
import type { Clients } from '../../fixtures/clients.ts';
import type { Check } from '../../harness/check.ts';
import type { Result } from '../../harness/result.ts';
import type { Deployment } from '../../targets/deployment.ts';
import type { Environment } from '../../targets/read-environment.ts';
import { askStack, proofOf } from './ask-stack.ts';
import { isHealthy, type Proof } from './proof.ts';

export type MachineFault = FaultOn<'machine'>;

export const isOnMachine = (fault: FaultName): fault is MachineFault => faults[fault].on === 'machine';

/** What a machine alone can be asked. */
const clientsOfMachine: ReadonlySet<string> = new Set<keyof Clients>(['units', 'containers']);

/** The checks of what runs the programs. None of them is skipped on such a machine, whatever other stacks of ours lack. */
export const askedOnMachine = (all: readonly Check<Clients>[]): Check<Clients>[] =>
  all
    .filter((check) => !('runner' in check) && check.needs.every((need) => clientsOfMachine.has(need)))
    .map((check) => {
      const { shownByFaultsAlone: _shown, ...rest } = check;
      return rest;
    });

export type MachineOptions = {
  checks: readonly Check<Clients>[];
  engine: Engine;
  image: string;
  directory: string;
  environment: Environment;
  signal: AbortSignal;
  onStart?: (fault: Proof['fault']) => void;
  onProof?: (proof: Proof) => void;
  onResult?: (fault: Proof['fault'], result: Result, deployment: Deployment) => void;
};

/**
 * One machine for all of them: healthy first, and well again after each. Nothing is proven on one that is not green, or does not come up,
 * which is trouble of our own.
 */
export async function proveOnMachine(chosen: readonly MachineFault[], options: MachineOptions): Promise<Proof[]> {
  const { engine, image, signal, onStart, onProof } = options;
  const checks = askedOnMachine(options.checks);
  const proofs: Proof[] = [];
  const prove = async (fault: Proof['fault'], ask: Parameters<typeof proofOf>[2]) => {
    signal.throwIfAborted();
    onStart?.(fault);
    const proof = await proofOf(fault, signal, ask);
    onProof?.(proof);
    proofs.push(proof);
    return proof;
  };
  const opened = await openMachine({ engine, image, signal }).catch((error: unknown) => ({ error }));
  if ('error' in opened) {
    await prove('none-on-machine', () => Promise.reject(opened.error));
    return proofs;
  }
  await using machine = opened;
  for (const fault of ['none-on-machine', ...chosen] as const) {
    const { asPromised } = await prove(fault, async () => {
      await using _ = isHealthy(fault) ? undefined : await machineFaults[fault](machine);
      const onResult = (result: Result) => options.onResult?.(fault, result, machine.deployment);
      return await askStack(machine, { ...options, fault, checks, onResult });
    });
    if (isHealthy(fault) && !asPromised) break;
  }
  return proofs;
}
