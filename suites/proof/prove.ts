import { openServices, type Services } from '../../containers/with-processes/open-services.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { faults, type FaultFacts, type FaultName } from '../../contract/faults.ts';
import { slots } from '../../harness/slots.ts';
import type { Environment } from '../../targets/read-environment.ts';
import { allChecks } from '../all-checks.ts';
import { askedUnder } from './asked-under.ts';
import { askStack, proofOf } from './ask-stack.ts';
import type { Proof } from './proof.ts';

export type ProveOptions = {
  faults: readonly FaultName[];
  directory: string;
  environment: Environment;
  signal: AbortSignal;
  onServicesReady?: () => void;
  onStart?: (fault: Proof['fault']) => void;
  onProof?: (proof: Proof) => void;
};

/**
 * The healthy system first, asked all that the faults are; unless it is green nothing can be proven. Then each fault on a stack of its
 * own: a database and a virtual host in services that all share.
 */
export async function prove(options: ProveOptions): Promise<Proof[]> {
  const { onServicesReady, onStart, onProof, signal } = options;
  await using services = await openServices({ signal });
  onServicesReady?.();
  const ask = async (fault: FaultName | 'none') => {
    signal.throwIfAborted();
    onStart?.(fault);
    const proof = await proveOne(fault, services, options);
    onProof?.(proof);
    return proof;
  };
  const healthy = await ask('none');
  if (!healthy.asPromised) return [healthy];
  // Three at a time keep two cores at work, since each of them waits most of its time. Load must have the machine for itself, and what befalls shared
  // services must befall nobody else.
  const inSlot = slots(3);
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

const proveOne = (
  fault: FaultName | 'none',
  { addresses, services }: Services,
  { signal, faults: chosen, ...options }: ProveOptions,
): Promise<Proof> =>
  proofOf(fault, signal, async () => {
    const inflicted = fault === 'none' ? {} : { fault };
    await using stack = await openStack({ services: addresses, signal, ...inflicted });
    const checks = askedUnder(allChecks, fault === 'none' ? chosen : [fault]);
    return await askStack(stack, { ...options, signal, fault, checks, shared: Object.values(services) });
  });

function parted<Thing>(things: readonly Thing[], belongs: (thing: Thing) => boolean): [Thing[], Thing[]] {
  return [things.filter(belongs), things.filter((thing) => !belongs(thing))];
}
