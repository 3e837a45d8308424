import type { FaultFacts } from '../../contract/faults.ts';
import type { CheckFacts } from '../../harness/check.ts';

/** Checks that no fault refutes, faults that no check names, and names that mean no fault: each a sentence. */
export function gapsInProof(checks: readonly CheckFacts[], faults: Readonly<Record<string, FaultFacts>>): string[] {
  const named = new Set(checks.flatMap((check) => Object.keys(check.refutedBy)));
  return [
    ...checks
      .filter((check) => Object.keys(check.refutedBy).length === 0)
      .map((check) => `${check.id} has never been seen red: no fault refutes it`),
    ...Object.keys(faults)
      .filter((fault) => !named.has(fault))
      .map((fault) => `the fault ${fault} is noticed by no check`),
    ...[...named]
      .filter((fault) => !Object.hasOwn(faults, fault))
      .map((fault) => `a check names the fault ${fault}, which contract/faults.ts does not know`),
  ];
}
