import { BlockedBy } from './blocked-by.ts';
import type { CheckFacts, Outcome } from './check.ts';
import { redactOutcome } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';
import { causesOf } from './violation.ts';
import { isRed, rootOf, type Judged, type Result } from './result.ts';

/** What came of a check that leaves it to others to tell what it ran into: an outcome only when these are over. */
export type Deferred = {
  verdict: 'deferred';
  to: readonly string[];
  /** Where all of them are green. */
  otherwise: Extract<Outcome, { verdict: 'failed' }>;
  saw: string;
};

/** Undefined for every other error, and for one that names a check which the thrower does not defer to: that is a bug of ours. */
export function deferredOf(
  error: unknown,
  { defersTo }: Pick<CheckFacts, 'defersTo'>,
  redact: Redact,
): Deferred | undefined {
  if (!(error instanceof BlockedBy) || !error.ids.every((id) => defersTo?.includes(id))) return undefined;
  const otherwise = redactOutcome({ verdict: 'failed', violation: error.violation.facts }, redact);
  return { verdict: 'deferred', to: error.ids, otherwise, saw: otherwise.violation.cause.sentence };
}

/** What comes of it once the others are over. What the target knows of them, by the same causes, it knows here. */
export function concluded({ otherwise, saw }: Deferred, others: readonly Result[]): Judged {
  const red = others.find(isRed);
  if (red) return { verdict: 'blocked', by: rootOf(red), saw };
  const known = others.flatMap((other) => (other.verdict === 'failed' && other.waived ? [other] : []));
  const by = causesOf(otherwise.violation).map((cause) =>
    known.find(({ violation }) => causesOf(violation).some((each) => each.id === cause.id && each.of === cause.of)),
  );
  const waived = by[0]?.waived;
  return waived && !by.includes(undefined) ? { ...otherwise, waived } : otherwise;
}
