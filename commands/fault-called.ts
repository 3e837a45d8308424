import { faults, type FaultName } from '../contract/faults.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';

/** The fault of this name; throws a UsageError that names the nearest. */
export function faultCalled(name: string): FaultName {
  if (Object.hasOwn(faults, name)) return name as FaultName;
  throw new UsageError(
    `There is no fault "${name}". ${didYouMean(name, Object.keys(faults))}See ./medcor-verify list --faults.`,
  );
}
