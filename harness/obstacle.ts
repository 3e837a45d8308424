import type { Outcome } from './check.ts';
import { isRed, rootOf, type Blocked, type Result } from './result.ts';

/**
 * Why a check must not be asked: a red check that it builds on (blocked by the root of it), a prerequisite that the target does not
 * offer (skipped with it), or the target's own word that it accepts the check unproven.
 */
export function obstacleAmong(ground: Ground): Blocked | Outcome | undefined {
  const { prerequisites, layersBelow, acceptedBecause, isAccepted } = ground;
  const red = [...layersBelow, ...prerequisites].find(isRed);
  if (red) return { verdict: 'blocked', by: rootOf(red) };
  if (acceptedBecause !== undefined)
    return { verdict: 'skipped', reason: `the target accepts this unproven: ${acceptedBecause}` };
  const skipped = prerequisites.find((result) => result.verdict === 'skipped');
  if (skipped?.verdict !== 'skipped') return undefined;
  // The first one's reason as it stands: a chain of them would bury it.
  const { id, reason, lacks } = skipped;
  if (lacks !== undefined) return { verdict: 'skipped', reason, lacks };
  if (!isAccepted(id)) return { verdict: 'skipped', reason };
  return {
    verdict: 'skipped',
    reason: `they prove nothing without ${id}, which the target accepts unproven`,
    lacks: id,
  };
}

type Ground = {
  /** What came of the checks that it stands `after`, and of those that it `restsOn`. */
  prerequisites: readonly Result[];
  layersBelow: readonly Result[];
  acceptedBecause: string | undefined;
  /** Whether the target accepts the check of this id unproven. */
  isAccepted: (id: string) => boolean;
};
