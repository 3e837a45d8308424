import { BlockedBy, type Teller } from './blocked-by.ts';
import type { CheckFacts, Outcome } from './check.ts';
import { outcomeOfError } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';
import { isRed, isViolation, rootOf, type Judged, type Result } from './result.ts';
import { asOneViolation, causesOf, type Cause } from './violation.ts';

/** What came of a check that leaves it to others to tell what it ran into: an outcome only when these are over. */
export type Deferred = { verdict: 'deferred'; parts: readonly [Part, ...Part[]] };

/** Something that it met: what comes of it where none of these tells of it. */
type Part = { to: readonly Teller[]; otherwise: Outcome; saw: string };

/** Undefined for every other error, and for one that names a check which the thrower does not defer to: that is a bug of ours. */
export function deferredOf(
  error: unknown,
  { defersTo }: Pick<CheckFacts, 'defersTo'>,
  redact: Redact,
): Deferred | undefined {
  if (!(error instanceof BlockedBy)) return undefined;
  const partOf = ({ seen, to }: BlockedBy['left'][number]): Part => {
    const otherwise = outcomeOfError(seen, redact);
    return { to, otherwise, saw: sentenceOfOutcome(otherwise) };
  };
  const [first, ...others] = error.left;
  const parts = [partOf(first), ...others.map(partOf)] as const;
  return tellersOf(parts).every(({ id }) => defersTo?.includes(id)) ? { verdict: 'deferred', parts } : undefined;
}

/** The ids of all checks that may tell of something. */
export const awaitedBy = ({ parts }: Deferred): string[] => tellersOf(parts).map(({ id }) => id);

const tellersOf = (parts: Deferred['parts']): Teller[] => parts.flatMap(({ to }) => to);

type ResultOf = (id: string) => Result | undefined;

/** What comes of it once the others are over. What the target knows of them, by the same causes, it knows here. */
export function concluded({ parts }: Deferred, resultOf: ResultOf): Judged {
  const [first, ...others] = parts.map((part) => ({ ...part, by: tellerOf(part, resultOf) }));
  const own = [first, ...others].filter((part) => part !== undefined).filter(({ by }) => by === undefined);
  if (first?.by && own.length === 0) return { verdict: 'blocked', by: rootOf(first.by), saw: first.saw };
  return known(ownOutcome(own.map(({ otherwise }) => otherwise)), tellersOf(parts), resultOf);
}

const tellerOf = ({ to, otherwise }: Part, resultOf: ResultOf): Result | undefined =>
  to
    .filter((teller) => tells(teller, otherwise, resultOf))
    .map(({ id }) => resultOf(id))
    .find((result) => result !== undefined);

/**
 * Whether what came of this check tells of what was met, and about the same thing where both say what they are about. One that is broken, or blocked by a broken one, knows nothing of the target:
 * it tells of a trouble of ours alone.
 */
function tells({ id, as }: Teller, otherwise: Outcome, resultOf: ResultOf): boolean {
  const result = resultOf(id);
  if (result === undefined) return false;
  if (otherwise.verdict !== 'failed') return isRed(result);
  if (isViolation(result)) {
    const isAbout = ({ of }: Cause) =>
      of === undefined || causesOf(otherwise.violation).every((own) => own.of === undefined || own.of === of);
    return as === undefined || causesOf(result.violation).some((cause) => as.includes(cause.id) && isAbout(cause));
  }
  return as === undefined && result.verdict === 'blocked' && resultOf(result.by)?.verdict === 'failed';
}

/** What was seen of the target comes before a trouble of ours. */
function ownOutcome(outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = outcomes.flatMap((outcome) => (outcome.verdict === 'failed' ? [outcome.violation] : []));
  if (first) return { verdict: 'failed', violation: asOneViolation([first, ...others]) };
  const [trouble] = outcomes;
  if (trouble === undefined) throw new Error('A check that met something has neither told it nor left it to another.');
  return trouble;
}

function known(outcome: Outcome, tellers: readonly Teller[], resultOf: ResultOf): Judged {
  if (outcome.verdict !== 'failed') return outcome;
  const results = tellers.flatMap(({ id, another }) => (another ? [] : (resultOf(id) ?? [])));
  const waiving = results.flatMap((other) => (other.verdict === 'failed' && other.waived ? [other] : []));
  const by = causesOf(outcome.violation).map((cause) =>
    waiving.find(({ violation }) => causesOf(violation).some((each) => each.id === cause.id && each.of === cause.of)),
  );
  const waived = by[0]?.waived;
  return waived && !by.includes(undefined) ? { ...outcome, waived } : outcome;
}

function sentenceOfOutcome(outcome: Outcome): string {
  if (outcome.verdict === 'failed') return outcome.violation.cause.sentence;
  return 'reason' in outcome ? outcome.reason : '';
}
