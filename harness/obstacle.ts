import type { Outcome } from './check.ts';
import { isRed, type Blocked, type Result } from './result.ts';

/**
 * Why a check must not be asked: a red check that it builds on (blocked by the root of it), a prerequisite that the target does not
 * offer (skipped with it), or the target's own word that it accepts the check unproven.
 */
export function obstacleAmong({ prerequisites, layersBelow, acceptedBecause }: Ground): Blocked | Outcome | undefined {
  const red = [...layersBelow, ...prerequisites].find(isRed);
  if (red) return { verdict: 'blocked', by: red.verdict === 'blocked' ? red.by : red.id };
  if (acceptedBecause !== undefined)
    return { verdict: 'skipped', reason: `the target accepts this unproven: ${acceptedBecause}` };
  const skipped = prerequisites.find((result) => result.verdict === 'skipped');
  // The first one's reason as it stands: a chain of them would bury it.
  return skipped?.verdict === 'skipped' ? { verdict: 'skipped', reason: skipped.reason } : undefined;
}

type Ground = {
  /** What came of the checks that it stands `after`, and of those that it `restsOn`. */
  prerequisites: readonly Result[];
  layersBelow: readonly Result[];
  acceptedBecause: string | undefined;
};
