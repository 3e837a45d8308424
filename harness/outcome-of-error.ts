import type { Outcome } from './check.ts';
import { NotOffered } from './not-offered.ts';
import type { Redact } from './redact.ts';
import { Violation, type Cause, type ViolationFacts } from './violation.ts';

/** What an error thrown by a check means. Only a Violation blames the target; whatever we did not foresee is ours, and broken. */
export function outcomeOfError(error: unknown, redact: Redact): Outcome {
  return redactOutcome(meaningOf(error), redact);
}

function meaningOf(error: unknown): Outcome {
  if (error instanceof Violation) return { verdict: 'failed', violation: error.facts };
  if (error instanceof NotOffered) return { verdict: 'skipped', reason: error.message };
  return { verdict: 'broken', reason: sentenceOf(error) };
}

/** Enough for any sentence of ours and what it quotes; a target may call itself anything, a megabyte long. */
const mostCharacters = 1000;

/** No string of an outcome is left as it came, nor longer than one can read: the target has a say in each. */
export function redactOutcome<Any extends Outcome>(outcome: Any, redactAll: Redact): Any {
  const redact: Redact = (text) => {
    const clean = redactAll(text);
    return clean.length > mostCharacters
      ? `${clean.slice(0, mostCharacters)}… (${clean.length - mostCharacters} characters more)`
      : clean;
  };
  if (outcome.verdict === 'failed') return { ...outcome, violation: redactViolation(outcome.violation, redact) };
  if (outcome.verdict !== 'passed') return { ...outcome, reason: redact(outcome.reason) };
  if (outcome.observed === undefined) return outcome;
  const observed = Object.entries(outcome.observed).map(([name, value]) => [redact(name), redact(value)]);
  return { ...outcome, observed: Object.fromEntries(observed) };
}

const redactViolation = (facts: ViolationFacts, redact: Redact): ViolationFacts => ({
  expected: redact(facts.expected),
  actual: redact(facts.actual),
  cause: redactCause(facts.cause, redact),
  ...(facts.besides === undefined ? {} : { besides: facts.besides.map((cause) => redactCause(cause, redact)) }),
  ...(facts.remedy === undefined ? {} : { remedy: redact(facts.remedy) }),
});

const redactCause = ({ id, of, sentence, explains }: Cause, redact: Redact): Cause => ({
  id: redact(id),
  ...(of === undefined ? {} : { of: redact(of) }),
  sentence: redact(sentence),
  ...(explains === undefined ? {} : { explains: explains.map(redact) }),
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
