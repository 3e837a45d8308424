import { faults, type FaultName } from '../contract/faults.ts';
import type { ImageSetName } from '../containers/images/image-sets.ts';
import type { StackKind } from '../containers/stack-kinds.ts';
import { UsageError } from '../harness/usage-error.ts';

/** Before an engine or a container is started for it. */
export function refuseProgramFaultOfContainers({
  stack,
  images,
  fault,
}: {
  stack?: StackKind | undefined;
  images?: ImageSetName | undefined;
  fault?: FaultName | undefined;
}): void {
  const inContainers = stack === 'containers' || images !== undefined;
  if (!inContainers || fault === undefined || faults[fault].on !== 'program') return;
  throw new UsageError(
    `--fault ${fault} is a fault of a program, and programs in containers take none: they listen beyond loopback. Use --stack processes.`,
  );
}
