import { faults, type FaultName } from '../contract/faults.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';

/** As `faultCalled`, of those that a stack of ours can have. */
export function stackFaultCalled(name: string): FaultName {
  const fault = faultCalled(name);
  if (faults[fault].on !== 'machine') return fault;
  throw new UsageError(
    `The fault ${fault} befalls a machine that systemd runs, which no stack of ours is. See what it turns red: ./medcor-verify prove ${fault} (it takes a container engine).`,
  );
}

/** The fault of this name; throws a UsageError that names the nearest. */
export function faultCalled(name: string): FaultName {
  if (Object.hasOwn(faults, name)) return name as FaultName;
  throw new UsageError(
    `There is no fault "${name}". ${didYouMean(name, Object.keys(faults))}See ./medcor-verify list --faults.`,
  );
}
