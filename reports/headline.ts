import type { Result, Verdict } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { decides } from '../harness/verdict.ts';
import { printable } from './printable.ts';
import { rootsOf, type Root } from './roots.ts';
import { seconds, type StoryLine } from './story.ts';

/** The run in one line: the word, of what and which version, what the word covers and what was not asked. */
export const headline = (run: Run): string =>
  `${run.word.toUpperCase()}  ${printable(run.target.name)} (${versionOf(run)})  ${coverageOf(run)}`;

/** What a person needs next, a line a label: where to start, what to do with the release, how many said what, and what no story tells. */
export function linesBelow(run: Run): StoryLine[] {
  const { scope, residue, warnings } = run;
  const lines: StoryLine[] = [
    ...rootLines(run),
    ['advice', advices[run.advice]],
    ['counts', `${countsOf(run)} in ${seconds(run.durationMs)}`],
    ...untoldReasons(run).map((reason) => ['because', reason] as const),
    ...residue.map((sentence) => ['residue', sentence] as const),
    ...warnings.map((warning) => ['warning', warning] as const),
    ...(scope.drawnIn.length > 0
      ? [['drawn in', `${scope.drawnIn.length} that these build on: ${scope.drawnIn.join(', ')}`] as const]
      : []),
  ];
  return lines.map(([label, text]) => [label, printable(text)]);
}

export const advices: Readonly<Record<Run['advice'], string>> = {
  rollback: 'roll back: the version before was verified here',
  hold: 'hold the release',
  ticket: 'go on, and file a ticket',
  none: 'go on',
};

/** "version 1.4.2, expected 1.5.0" */
export function versionOf({ target: { observedVersion, expectedVersion } }: Run): string {
  const observed = observedVersion === undefined ? 'version unknown' : `version ${printable(observedVersion)}`;
  return expectedVersion === undefined ? `${observed}, none expected` : `${observed}, expected ${expectedVersion}`;
}

/** "asked 5 of 24 (area queue), not offered 2 (1 critical), not asked 15 (10 critical), withheld 2 (1 critical)" */
export function coverageOf({ results, scope }: Pick<Run, 'results' | 'scope'>): string {
  const { narrowedBy, notAsked, criticalNotAsked, withheld } = scope;
  const of = (verdict: Verdict) => results.filter((result) => result.verdict === verdict);
  const [blocked, notOffered] = [of('blocked'), of('skipped')];
  const asked = results.length - blocked.length - notOffered.length;
  const all = results.length + notAsked + withheld.length;
  if (asked === all) return `asked all ${all}`;
  const told = (what: string, number: number, critical: number) =>
    number === 0 ? [] : [`${what} ${number}${critical > 0 ? ` (${critical} critical)` : ''}`];
  const criticalIn = (checks: readonly Pick<Result, 'severity'>[]) =>
    checks.filter(({ severity }) => severity === 'critical').length;
  return [
    `asked ${asked} of ${all}${notAsked > 0 && narrowedBy.length > 0 ? ` (${printable(narrowedBy.join(', '))})` : ''}`,
    ...told(words.blocked, blocked.length, 0),
    ...told(words.skipped, notOffered.length, criticalIn(notOffered)),
    ...told('not asked', notAsked, criticalNotAsked.length),
    ...told('withheld', withheld.length, criticalIn(withheld)),
  ].join(', ');
}

/** "3 passed, 1 failed, 2 blocked": whatever is none is left out, but for these two. */
export function countsOf(run: Run): string {
  const { counts, results } = run;
  const deciding = results.filter((result) => decides(result, run)).length;
  const told: [number, string][] = [
    [counts.failed - deciding, 'minor failed'],
    [counts.waived, 'waived'],
    [counts.broken, words.broken],
    [counts.blocked, words.blocked],
    [counts.skipped, words.skipped],
  ];
  return [
    `${counts.passed} ${words.passed}`,
    `${deciding} ${words.failed}`,
    ...told.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])),
  ].join(', ');
}

/** The same in every report. */
export const words = {
  passed: 'passed',
  failed: 'failed',
  blocked: 'blocked',
  skipped: 'not offered',
  broken: 'could not tell',
} as const;

/** The reasons that neither a story nor the list of residue tells: a critical check withheld, nothing passed, two versions, our own trouble. */
export function untoldReasons({ reasons, results, residue }: Run): string[] {
  const told = new Set(residue);
  const ids = new Set(results.map(({ id }) => id));
  return reasons.filter((reason) => !told.has(reason) && !ids.has(reason.slice(0, reason.indexOf(' '))));
}

/** As many as a person takes in at a glance; the stories tell the rest. */
const rootsNamed = 3;

function rootLines(run: Run): StoryLine[] {
  const roots = rootsOf(run);
  const more = roots.length - rootsNamed;
  return [
    ...roots
      .slice(0, rootsNamed)
      .flatMap((root): StoryLine[] => [
        ['root', toldRoot(root)],
        ...seenIn(root),
        ...root.hence.flatMap((each): StoryLine[] => [['hence', toldHence(each)], ...seenIn(each)]),
      ]),
    ...(more > 0 ? [['root', `and ${more} more`] as const] : []),
  ];
}

/** "queue.has-a-consumer (no-consumer), blocks 2" */
const toldRoot = ({ id, why, blocks }: Pick<Root, 'id' | 'why' | 'blocks'>): string =>
  `${id} (${why})${blocks.length > 0 ? `, blocks ${blocks.length}` : ''}`;

export const toldHence = (hence: Root['hence'][number]): string =>
  `${toldRoot(hence)}: most likely since ${hence.since}`;

const seenIn = ({ seen }: Pick<Root, 'seen'>): StoryLine[] => seen.map((sentence) => ['seen', sentence] as const);
