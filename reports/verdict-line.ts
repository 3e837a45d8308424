import type { Run } from '../harness/run.ts';
import { seconds } from './story.ts';

/** The run in one line: the word, what it covers, how many said what, and what was not asked. */
export function verdictLine(run: Run): string {
  const { counts, target, scope } = run;
  const version = target.observedVersion === undefined ? 'version unknown' : `version ${target.observedVersion}`;
  const told = [
    `asked ${counts.asked}`,
    `passed ${counts.passed}`,
    `failed ${counts.failed}`,
    `blocked ${counts.blocked}`,
    `not offered ${counts.skipped}`,
    `could not tell ${counts.broken}`,
  ];
  return [
    `${run.word.toUpperCase()}  ${target.name} (${version})`,
    told.join(' · '),
    ...notAsked(scope),
    seconds(run.durationMs),
  ].join('  ');
}

function notAsked({ narrowedBy, notAsked: left, criticalNotAsked, withheld }: Run['scope']): string[] {
  const narrowed = narrowedBy.length > 0 ? ` (${narrowedBy.join(', ')})` : '';
  const critical = criticalNotAsked.length > 0 ? `, ${criticalNotAsked.length} of them critical` : '';
  return [
    ...(left > 0 ? [`not asked ${left}${critical}${narrowed}`] : []),
    ...(withheld.length > 0 ? [`withheld by safety ${withheld.length}`] : []),
  ];
}
