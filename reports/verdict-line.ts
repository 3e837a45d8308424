import { isViolation, type Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { seconds } from './story.ts';

/** The run in one line: the word, of what, the root of a red one, how many said what, what the word covers and what was not asked. */
export function verdictLine(run: Run): string {
  const { counts, target, scope } = run;
  const told = [
    `asked ${counts.asked}`,
    `passed ${counts.passed}`,
    `failed ${counts.failed}`,
    ...(counts.waived > 0 ? [`waived ${counts.waived}`] : []),
    `blocked ${counts.blocked}`,
    `not offered ${counts.skipped}`,
    `could not tell ${counts.broken}`,
  ];
  return [
    `${run.word.toUpperCase()}  ${target.name} (${versionOf(target)})`,
    ...rootsOf(run.results),
    told.join(' · '),
    ...drawnIn(scope),
    ...notAsked(scope),
    seconds(run.durationMs),
  ].join('  ');
}

function versionOf({ observedVersion, expectedVersion }: Run['target']): string {
  const observed = observedVersion === undefined ? 'version unknown' : `version ${observedVersion}`;
  return expectedVersion === undefined ? `${observed}, none expected` : `${observed}, expected ${expectedVersion}`;
}

/** As many fit a line; the stories above tell the rest. */
const rootsNamed = 3;

/** Where to start: what is red for a reason of its own, those first that block others. */
function rootsOf(results: readonly Result[]): string[] {
  const blocks = Map.groupBy(results, (result) => (result.verdict === 'blocked' ? result.by : ''));
  const roots = results
    .flatMap((result) => {
      if (isViolation(result)) return [{ id: result.id, why: result.violation.cause.id }];
      return result.verdict === 'broken' ? [{ id: result.id, why: 'broken' }] : [];
    })
    .toSorted((left, right) => (blocks.get(right.id)?.length ?? 0) - (blocks.get(left.id)?.length ?? 0));
  if (roots.length === 0) return [];
  const named = roots.slice(0, rootsNamed).map(({ id, why }) => `${id} (${why})`);
  const more = roots.length > rootsNamed ? ` and ${roots.length - rootsNamed} more` : '';
  return [`root${roots.length > 1 ? 's' : ''} ${named.join(', ')}${more}`];
}

const drawnIn = ({ drawnIn: ids }: Run['scope']) =>
  ids.length > 0 ? [`drawn in ${ids.length} that these build on`] : [];

function notAsked({ narrowedBy, notAsked: left, criticalNotAsked, withheld }: Run['scope']): string[] {
  const narrowed = narrowedBy.length > 0 ? ` (${narrowedBy.join(', ')})` : '';
  const critical = criticalNotAsked.length > 0 ? `, ${criticalNotAsked.length} of them critical` : '';
  return [
    ...(left > 0 ? [`not asked ${left}${critical}${narrowed}`] : []),
    ...(withheld.length > 0 ? [`withheld by safety ${withheld.length}`] : []),
  ];
}
