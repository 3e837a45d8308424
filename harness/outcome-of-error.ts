import type { Outcome } from './check.ts';
import { NotOffered } from './not-offered.ts';
import type { Redact } from './redact.ts';
import { Violation, type ViolationFacts } from './violation.ts';

/** What an error thrown by a check means. Only a Violation blames the target; whatever we did not foresee is ours, and broken. */
export function outcomeOfError(error: unknown, redact: Redact): Outcome {
  if (error instanceof Violation) return { verdict: 'failed', violation: redactViolation(error.facts, redact) };
  if (error instanceof NotOffered) return { verdict: 'skipped', reason: redact(error.message) };
  return { verdict: 'broken', reason: redact(sentenceOf(error)) };
}

export const redactViolation = (facts: ViolationFacts, redact: Redact): ViolationFacts => ({
  expected: redact(facts.expected),
  actual: redact(facts.actual),
  cause: { id: facts.cause.id, sentence: redact(facts.cause.sentence) },
  ...(facts.remedy === undefined ? {} : { remedy: redact(facts.remedy) }),
});

/** The error in one line, with its cause: a person needs what happened, not our stack. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner =
    error.cause instanceof Error && !error.message.includes(error.cause.message) ? ` (${sentenceOf(error.cause)})` : '';
  const code =
    'code' in error && typeof error.code === 'string' && !error.message.includes(error.code) ? ` [${error.code}]` : '';
  return `${error.message || error.name}${code}${inner}`;
}
