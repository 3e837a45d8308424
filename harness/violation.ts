/** Why a demand was not met: an id that `prove` compares, and a sentence that a stranger understands. */
export type Cause = { id: string; sentence: string };

export type ViolationFacts = {
  /** What the demand asks for, e.g. "200 with a JSON document". */
  expected: string;
  /** What was seen instead, quoted. */
  actual: string;
  cause: Cause;
  /** What to do about this very cause; the check's own remedy where absent. */
  remedy?: string;
};

/** The target broke a demand. Only a Violation is a verdict on the target; whatever else is thrown is our own trouble. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly facts: ViolationFacts;

  constructor(facts: ViolationFacts, options?: ErrorOptions) {
    super(`expected ${facts.expected}; actual ${facts.actual}; cause: ${facts.cause.sentence}`, options);
    this.facts = facts;
  }
}
