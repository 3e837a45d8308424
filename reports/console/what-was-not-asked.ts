import type { Run } from '../../harness/run.ts';
import { printable } from '../printable.ts';
import { blockedByRoot } from '../roots.ts';
import { marks } from '../story.ts';

/** Blocked checks by their root, skipped ones by their reason, withheld ones by the safety they need: a sentence each, and their ids. */
export function whatWasNotAsked({ results, scope }: Run): string[] {
  const skipped = Map.groupBy(
    results.filter((result) => result.verdict === 'skipped'),
    (result) => result.reason,
  );
  const withheld = Map.groupBy(
    scope.withheld,
    ({ safety, accepted }) => `they need --safety ${safety}${accepted ? ', and the target accepts them unproven' : ''}`,
  );
  return [
    ...[...blockedByRoot(results)].map(([root, ids]) => `${marks.blocked} blocked by ${root}: ${ids.join(', ')}`),
    ...[...skipped].map(([reason, some]) => `${marks.skipped} not asked, because ${printable(reason)}: ${idsOf(some)}`),
    ...[...withheld].map(([reason, some]) => `${marks.skipped} withheld, because ${reason}: ${idsOf(some)}`),
  ];
}

const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id).join(', ');
