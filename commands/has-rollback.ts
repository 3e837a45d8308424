import { isViolation } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { observedVersion } from '../harness/versions.ts';
import { earlierRuns } from './earlier-runs.ts';

/** Whether a rollback would help, for a run that is not judged yet. Earlier runs are read only where that can be the advice. */
export async function hasRollback(
  { id, target, askedAs, results }: Pick<Run, 'id' | 'target' | 'askedAs' | 'results'>,
  outDirectory: string,
): Promise<boolean> {
  if (!results.some((result) => isViolation(result) && result.severity === 'critical')) return false;
  const observed = observedVersion(results);
  const present = { ...target, ...(observed === undefined ? {} : { observedVersion: observed }) };
  return wasVerifiedBefore({ id, target: present, askedAs }, outDirectory);
}

/**
 * Whether the version that answered before the present one was verified on this target, when a run last said so or the contrary:
 * there is something to roll back to. Runs that do not tell their version are no evidence.
 */
export async function wasVerifiedBefore(
  present: Pick<Run, 'id' | 'target' | 'askedAs'>,
  outDirectory: string,
): Promise<boolean> {
  for await (const { word, target } of earlierRuns(present, outDirectory)) {
    if (!isAnotherVersion(target, present.target)) continue;
    if (word === 'verified' || word === 'violated') return word === 'verified';
  }
  return false;
}

/** By what answered; by what was expected where nothing answers now. */
function isAnotherVersion(before: Run['target'], now: Run['target']): boolean {
  if (before.observedVersion !== undefined && now.observedVersion !== undefined)
    return before.observedVersion !== now.observedVersion;
  if (before.expectedVersion !== undefined && now.expectedVersion !== undefined)
    return before.expectedVersion !== now.expectedVersion;
  return false;
}
