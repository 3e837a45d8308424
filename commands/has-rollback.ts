import { isViolation } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { observedVersion } from '../harness/versions.ts';
import { earlierRuns } from './earlier-runs.ts';

/** Whether a rollback would help, for a run that is not judged yet. Earlier runs are read only where that can be the advice. */
export async function hasRollback(
  { id, target, askedAs, results }: Pick<Run, 'id' | 'target' | 'askedAs' | 'results'>,
  outDirectory: string,
): Promise<boolean> {
  const red = results.flatMap((result) => (isViolation(result) && result.severity === 'critical' ? [result.id] : []));
  if (red.length === 0) return false;
  const observed = observedVersion(results);
  const present = { ...target, ...(observed === undefined ? {} : { observedVersion: observed }) };
  return wasVerifiedBefore({ id, target: present, askedAs, red }, outDirectory);
}

/** `red`: the ids of the critical checks that fail in it. */
type Present = Pick<Run, 'id' | 'target' | 'askedAs'> & { red: readonly string[] };

/**
 * Whether the version that answered before the present one was verified on this target, when a run last said so or the contrary:
 * there is something to roll back to. Runs that do not tell their version are no evidence, nor is a verified one in which something
 * that is red now did not pass: it may have asked for less, and the same may have been red then.
 */
export async function wasVerifiedBefore({ red, ...present }: Present, outDirectory: string): Promise<boolean> {
  let versionBefore: string | undefined;
  for await (const { word, target, passed } of earlierRuns(present, outDirectory)) {
    if (!isAnotherVersion(target, present.target)) continue;
    const version = target.observedVersion ?? target.expectedVersion;
    versionBefore ??= version;
    if (word === 'violated' || version !== versionBefore) return false;
    if (word === 'verified' && red.every((id) => passed.has(id))) return true;
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
