import type { CheckFacts, Outcome } from './check.ts';
import type { Blocked, Result } from './result.ts';

/**
 * Why a check must not be asked: a red check that it builds on (blocked by the root of it), a prerequisite that the target does not
 * offer (skipped with it), or the target's own word that it accepts the check unproven.
 */
export function obstacleAmong(
  check: CheckFacts,
  {
    prerequisites,
    layersBelow,
    acceptedBecause,
  }: { prerequisites: Result[]; layersBelow: Result[]; acceptedBecause: string | undefined },
): Blocked | Outcome | undefined {
  const red = [...layersBelow, ...prerequisites].find(
    (result) => result.verdict !== 'passed' && result.verdict !== 'skipped',
  );
  if (red) return { verdict: 'blocked', by: red.verdict === 'blocked' ? red.by : red.id };
  if (acceptedBecause !== undefined)
    return { verdict: 'skipped', reason: `the target accepts this unproven: ${acceptedBecause}` };
  const skipped = prerequisites.find((result) => result.verdict === 'skipped');
  if (skipped?.verdict === 'skipped') {
    return { verdict: 'skipped', reason: `${check.id} builds on ${skipped.id}, which was skipped: ${skipped.reason}` };
  }
  return undefined;
}
