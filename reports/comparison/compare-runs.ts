import { isViolation, type Result, type Verdict } from '../../harness/result.ts';
import type { Run } from '../../harness/run.ts';
import { causeNamed, causesOf, type ViolationFacts } from '../../harness/violation.ts';
import { runWords, type RunWord } from '../../harness/verdict.ts';
import { differencesOf, targetOf } from './asked-alike.ts';

/** What differs between two runs, each id in one place; its shape is docs/schemas/compare.schema.json. */
export type Comparison = {
  schemaVersion: 2;
  before: RunCompared;
  after: RunCompared;
  /** Why they can be compared only in part, a sentence each: they asked different targets, or different questions. */
  differences: readonly string[];
  /** Why the later run is worse, a sentence each; none where it is not. */
  worse: readonly string[];
  newlyFailed: readonly { id: string; was: Was; cause: string }[];
  newlyPassed: readonly { id: string; was: Was }[];
  /** Failed before and now, for the same causes. */
  stillFailed: readonly { id: string; cause: string }[];
  otherCause: readonly { id: string; before: string; after: string }[];
  /** Failed before, and fails now as the target's profile says that it may. */
  newlyWaived: readonly { id: string; cause: string; until: string }[];
  /** Passed before, and now without a verdict on the target; not asked at all where the question was the same. */
  noLongerProven: readonly { id: string; is: Exclude<Was, 'passed' | 'failed'> }[];
  /** Asked before, and not now, where that makes nothing worse. */
  noLongerAsked: readonly string[];
  /** Not asked before, and not failed now. */
  newIds: readonly string[];
  slower: readonly { id: string; beforeMs: number; afterMs: number }[];
};

export type RunCompared = {
  id: string;
  startedAt: string;
  /** Its name, and where that says nothing, how it was asked. */
  target: string;
  version?: string;
  word: RunWord;
  narrowedBy: readonly string[];
};

/** What came of a check in the other run. A waived failure is told as such. */
export type Was = Verdict | 'waived' | 'not asked';

/** When a check is told as slower: it took `factor` times as long as before, and `floorMs` more at the least. */
export type Patience = { factor: number; floorMs: number };

/**
 * Compares a run with an earlier one. What was proven before and is not proven now is worse, whatever kept it from being asked, unless
 * the person asked for something else.
 */
export function compareRuns(before: Run, after: Run, patience: Patience): Comparison {
  const pairs = pairsOf(before, after);
  const both = pairs.flatMap(({ id, was, is }) => (was && is ? [{ id, was, is }] : []));
  const failures = pairs.flatMap(({ id, was, is }) => (is && isViolation(is) ? [{ id, was, is }] : []));
  const failedTwice = failures.flatMap(({ id, was, is }) =>
    was && isViolation(was) ? [{ id, before: toldCauses(was.violation), after: toldCauses(is.violation) }] : [],
  );
  const differences = differencesOf(before, after);
  const askedAlike = differences.question.length === 0;
  const lostProof = ({ was, is }: Pair) => was?.verdict === 'passed' && (is !== undefined || askedAlike);
  const told = {
    newlyFailed: failures
      .filter(({ was }) => !was || !isViolation(was))
      .map(({ id, was, is }) => ({ id, was: wordOf(was), cause: is.violation.cause.id })),
    newlyPassed: pairs
      .filter(({ was, is }) => is?.verdict === 'passed' && was !== undefined && was.verdict !== 'passed')
      .map(({ id, was }) => ({ id, was: wordOf(was) })),
    stillFailed: failedTwice
      .filter((each) => each.before === each.after)
      .map(({ id, after: cause }) => ({ id, cause })),
    otherCause: failedTwice.filter((each) => each.before !== each.after),
    newlyWaived: both.flatMap(({ id, was, is }) =>
      isViolation(was) && is.verdict === 'failed' && is.waived
        ? [{ id, cause: is.violation.cause.id, until: is.waived.until }]
        : [],
    ),
    noLongerProven: pairs.filter(lostProof).flatMap(({ id, is }) => {
      const word = wordOf(is);
      return word !== 'passed' && word !== 'failed' ? [{ id, is: word }] : [];
    }),
    noLongerAsked: pairs.filter((pair) => pair.is === undefined && !lostProof(pair)).map(({ id }) => id),
    newIds: pairs.filter(({ was, is }) => was === undefined && !(is && isViolation(is))).map(({ id }) => id),
    slower: both.filter(slowerThan(patience)).map(({ id, was, is }) => ({
      id,
      beforeMs: was.durationMs,
      afterMs: is.durationMs,
    })),
  };
  return {
    schemaVersion: 2,
    before: comparedOf(before),
    after: comparedOf(after),
    differences: [...differences.target, ...differences.question],
    worse: whyWorse(before, after, told, askedAlike),
    ...told,
  };
}

type Pair = { id: string; was: Result | undefined; is: Result | undefined };

/** In the order of the later run; what it did not ask comes last. */
function pairsOf(before: Run, after: Run): Pair[] {
  const earlier = new Map(before.results.map((result) => [result.id, result]));
  const later = new Set(after.results.map(({ id }) => id));
  return [
    ...after.results.map((is) => ({ id: is.id, was: earlier.get(is.id), is })),
    ...before.results.flatMap((was) => (later.has(was.id) ? [] : [{ id: was.id, was, is: undefined }])),
  ];
}

function wordOf(result: Result | undefined): Was {
  if (result === undefined) return 'not asked';
  return result.verdict === 'failed' && result.waived ? 'waived' : result.verdict;
}

/** In an order of their own: the one that is told first depends on what is known. */
const toldCauses = (violation: ViolationFacts): string => causesOf(violation).map(causeNamed).toSorted().join(' and ');

const slowerThan =
  ({ factor, floorMs }: Patience) =>
  ({ was, is }: { was: Result; is: Result }): boolean =>
    was.verdict === 'passed' &&
    is.verdict === 'passed' &&
    is.durationMs >= was.durationMs * factor &&
    is.durationMs - was.durationMs >= floorMs;

type Told = Pick<Comparison, 'newlyFailed' | 'noLongerProven' | 'slower'>;

function whyWorse(before: Run, after: Run, told: Told, askedAlike: boolean): string[] {
  const { newlyFailed, noLongerProven, slower } = told;
  // Another question may be incomplete for what it leaves out.
  const fell =
    runWords.indexOf(after.word) < runWords.indexOf(before.word) && (askedAlike || after.word !== 'incomplete');
  return [
    ...newlyFailed.map(({ id, was, cause }) => `${id} failed (${cause}), and was ${toldWas[was]} before`),
    ...noLongerProven.map(({ id, is }) => `${id} passed before, and is now ${toldWas[is]}`),
    ...slower.map(({ id, beforeMs, afterMs }) => `${id} took ${afterMs} ms, and ${beforeMs} ms before`),
    ...(fell ? [`the run is ${after.word}, and was ${before.word} before`] : []),
  ];
}

const toldWas: Record<Was, string> = {
  passed: 'passed',
  failed: 'failed',
  waived: 'waived',
  blocked: 'blocked',
  skipped: 'not offered',
  broken: 'broken',
  'not asked': 'not asked',
};

const comparedOf = ({ id, startedAt, target, askedAs, word, scope }: Run): RunCompared => ({
  id,
  startedAt,
  target: targetOf({ target, askedAs }),
  ...(target.observedVersion === undefined ? {} : { version: target.observedVersion }),
  word,
  narrowedBy: scope.narrowedBy,
});
