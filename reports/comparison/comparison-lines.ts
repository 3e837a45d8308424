import { printable } from '../printable.ts';
import { seconds } from '../story.ts';
import type { Comparison, RunCompared, Was } from './compare-runs.ts';

/** A comparison as a person reads it: what changed, the worst first, and the word for it in the last line. */
export function comparisonLines(comparison: Comparison): string[] {
  const { before, after, differences, worse } = comparison;
  return [
    ...(differences.length > 0 ? [...differences, ''] : []),
    `before  ${toldRun(before)}`,
    `after   ${toldRun(after)}`,
    ...part(
      'newly failed',
      comparison.newlyFailed.map(({ id, was, cause }) => `${id} (${cause}), ${wasTold(was)} before`),
    ),
    ...part(
      'no longer proven',
      comparison.noLongerProven.map(({ id, is }) => `${id}, now ${wasTold(is)}`),
    ),
    ...part(
      'slower',
      comparison.slower.map(({ id, beforeMs, afterMs }) => `${id} ${seconds(beforeMs)} -> ${seconds(afterMs)}`),
    ),
    ...part(
      'failed for another cause',
      comparison.otherCause.map((changed) => `${changed.id} (${changed.before} -> ${changed.after})`),
    ),
    ...part(
      'still failed',
      comparison.stillFailed.map(({ id, cause }) => `${id} (${cause})`),
    ),
    ...part(
      'newly waived',
      comparison.newlyWaived.map(({ id, cause, until }) => `${id} (${cause}) until ${until}, failed before`),
    ),
    ...part(
      'newly passed',
      comparison.newlyPassed.map(({ id, was }) => `${id}, ${wasTold(was)} before`),
    ),
    ...part('no longer asked', comparison.noLongerAsked),
    ...part('not asked before', comparison.newIds),
    '',
    worse.length === 0
      ? `NOTHING GOT WORSE${differences.length > 0 ? '  in what both runs asked' : ''}`
      : `WORSE  ${worse.length} thing${worse.length === 1 ? '' : 's'} got worse from ${before.id} to ${after.id}`,
  ].map(printable);
}

const toldRun = ({ id, target, version, word, narrowedBy }: RunCompared): string =>
  [
    id,
    target,
    version === undefined ? 'version unknown' : `version ${version}`,
    word,
    ...(narrowedBy.length > 0 ? [`(${narrowedBy.join(', ')})`] : []),
  ].join('  ');

const part = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const wasTold = (was: Was): string => (was === 'skipped' ? 'not offered' : was);
