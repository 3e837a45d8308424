import type { CheckFacts } from './check.ts';
import { isViolation, verdicts, type Result, type Verdict } from './result.ts';

/** In their order of precedence. */
export const runWords = ['violated', 'residue', 'incomplete', 'verified'] as const;
export type RunWord = (typeof runWords)[number];

export const exitCodes = { verified: 0, violated: 1, usage: 2, incomplete: 3, residue: 4 } as const;

/** rollback: the version before was verified here; hold the release; file a ticket. */
export const advices = ['rollback', 'hold', 'ticket', 'none'] as const;

export type RunVerdict = {
  word: RunWord;
  /** Every word that holds, the first of which is `word`. */
  words: readonly RunWord[];
  /** Why it is not `verified`, a sentence each. */
  reasons: readonly string[];
  /** What does not change the word and wants somebody's attention all the same, a sentence each. */
  warnings: readonly string[];
  advice: (typeof advices)[number];
};

export type Judged = {
  results: readonly Result[];
  withheld: readonly CheckFacts[];
  accepted: Readonly<Record<string, string>>;
  /** Ids that were not asked for, but that others build on. */
  drawnIn?: readonly string[];
  /** What a run as a whole violates, e.g. two versions that answered in it. */
  violations?: readonly string[];
  /** Our own trouble that no check tells of, e.g. reports that could not be written. */
  troubles?: readonly string[];
  /** What of our own data could not be proven removed. */
  residue: readonly string[];
  /** Waivers that no longer say how things are. */
  stale?: readonly string[];
  /** What else wants somebody's attention and changes no word. */
  warnings?: readonly string[];
  /** A failed minor check counts like any other, and so does a stale waiver. */
  strict: boolean;
  /** A version before this one was verified on this target. */
  wasVerifiedBefore?: boolean;
};

/** The word for a run. A run that verified nothing is never `verified`. */
export function judge(judged: Judged): RunVerdict {
  const {
    results,
    withheld,
    accepted,
    drawnIn = [],
    violations = [],
    troubles = [],
    residue,
    stale = [],
    strict,
  } = judged;
  const failed = results.filter(isViolation);
  const counting = failed.filter((result) => decides(result, { strict }));
  const untold = results.filter((result) => result.verdict === 'broken' || result.verdict === 'blocked');
  // What was only drawn in is the ground of an answer and no answer.
  const verifies = ({ id, verdict }: Result) => verdict === 'passed' && !drawnIn.includes(id);
  const missing = withheld.filter((check) => check.severity === 'critical' && !(check.id in accepted));
  const held: Record<RunWord, readonly string[]> = {
    violated: [...counting.map((result) => `${result.id} failed`), ...violations],
    residue,
    incomplete: [
      ...(results.some(verifies) ? [] : [nothingVerified(results)]),
      ...untold.map(whyUntold),
      ...troubles,
      ...missing.map((check) => `${check.id} is critical and was withheld: it needs --safety ${check.safety}`),
      ...results.flatMap((result) => whyUnproven(result, accepted)),
      ...(strict ? stale : []),
    ],
    verified: [],
  };
  const words = runWords.filter((word) => held[word].length > 0);
  const word = words[0] ?? 'verified';
  const warnings = [
    ...failed.filter((result) => !counting.includes(result)).map((result) => `${result.id} failed, and is minor`),
    ...(strict ? [] : stale),
    ...(judged.warnings ?? []),
  ];
  return {
    word,
    words: words.length > 0 ? words : ['verified'],
    reasons: words.flatMap((each) => held[each]),
    warnings,
    advice: adviceFor(word, warnings, judged),
  };
}

function adviceFor(word: RunWord, warnings: readonly string[], judged: Judged): RunVerdict['advice'] {
  const { results, wasVerifiedBefore = false } = judged;
  if (word === 'verified') {
    const known = results.some((result) => result.verdict === 'failed');
    return known || warnings.length > 0 ? 'ticket' : 'none';
  }
  const wantsRollback = results.some((result) => isViolation(result) && result.severity === 'critical');
  return wantsRollback && wasVerifiedBefore ? 'rollback' : 'hold';
}

/** True for a failure that decides the word: a minor one is a warning unless the run is strict. */
export const decides = (result: Result, { strict }: { strict: boolean }): boolean =>
  isViolation(result) && (strict || result.severity !== 'minor');

/** `asked` is how many there are of all verdicts; `failed` are those that count, minor ones among them; `waived` the known ones. */
export type Counts = Record<'asked' | 'waived' | Verdict, number>;

export function count(results: readonly Result[]): Counts {
  const of = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  const counted = Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, number>;
  const failed = results.filter(isViolation).length;
  return { asked: results.length, ...counted, failed, waived: counted.failed - failed };
}

const nothingVerified = (results: readonly Result[]): string =>
  results.some(({ verdict }) => verdict === 'passed')
    ? 'nothing passed but what was drawn in, so nothing that was asked was verified'
    : 'nothing passed, so nothing was verified';

/** The target accepts a check unproven, and with it another one that nobody accepts. */
const whyUnproven = (result: Result, accepted: Judged['accepted']): string[] =>
  result.verdict === 'skipped' &&
  result.lacks !== undefined &&
  result.severity === 'critical' &&
  !(result.id in accepted)
    ? [`${result.id} is critical and was not asked: it proves nothing without ${result.lacks}, which is only accepted`]
    : [];

const whyUntold = (result: Result): string =>
  result.verdict === 'blocked'
    ? `${result.id} could not be asked: ${result.by} is not green`
    : `${result.id} is broken`;
