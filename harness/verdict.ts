import type { CheckFacts } from './check.ts';
import { verdicts, type Result, type Verdict } from './result.ts';

/** In their order of precedence. */
export const runWords = ['violated', 'residue', 'incomplete', 'verified'] as const;
export type RunWord = (typeof runWords)[number];

export const exitCodes = { verified: 0, violated: 1, usage: 2, incomplete: 3, residue: 4 } as const;

export type RunVerdict = {
  word: RunWord;
  /** Every word that holds, the first of which is `word`. */
  words: readonly RunWord[];
  /** Why it is not `verified`, a sentence each. */
  reasons: readonly string[];
  /** `hold` the release, file a `ticket`, or nothing. */
  advice: 'hold' | 'ticket' | 'none';
};

export type Judged = {
  results: readonly Result[];
  withheld: readonly CheckFacts[];
  accepted: Readonly<Record<string, string>>;
  /** Our own trouble that no check tells of, e.g. reports that could not be written. */
  troubles?: readonly string[];
  /** What of our own data could not be proven removed. */
  residue: readonly string[];
  /** A failed minor check counts like any other. */
  strict: boolean;
};

/** The word for a run. A run that verified nothing is never `verified`. */
export function judge({ results, withheld, accepted, troubles = [], residue, strict }: Judged): RunVerdict {
  const failed = results.filter((result) => result.verdict === 'failed');
  const violations = failed.filter((result) => strict || result.severity !== 'minor');
  const untold = results.filter((result) => result.verdict === 'broken' || result.verdict === 'blocked');
  const missing = withheld.filter((check) => check.severity === 'critical' && !(check.id in accepted));
  const incomplete = [
    ...(results.some((result) => result.verdict === 'passed') ? [] : ['nothing passed, so nothing was verified']),
    ...untold.map(whyUntold),
    ...troubles,
    ...missing.map((check) => `${check.id} is critical and was withheld: it needs --safety ${check.safety}`),
  ];
  const held: Record<RunWord, readonly string[]> = {
    violated: violations.map((result) => `${result.id} failed`),
    residue,
    incomplete,
    verified: [],
  };
  const words = runWords.filter((word) => held[word].length > 0);
  const word = words[0] ?? 'verified';
  const warned = failed.length > violations.length;
  return {
    word,
    words: words.length > 0 ? words : ['verified'],
    reasons: words.flatMap((each) => held[each]),
    advice: word === 'verified' ? (warned ? 'ticket' : 'none') : 'hold',
  };
}

export type Counts = Record<'asked' | Verdict, number>;

export function count(results: readonly Result[]): Counts {
  const of = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  const [passed, failed, blocked, skipped, broken] = verdicts.map(of) as [number, number, number, number, number];
  return { asked: results.length, passed, failed, blocked, skipped, broken };
}

const whyUntold = (result: Result): string =>
  result.verdict === 'blocked'
    ? `${result.id} could not be asked: ${result.by} is not green`
    : `${result.id} is broken`;
