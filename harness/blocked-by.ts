import type { Violation } from './violation.ts';

/**
 * Thrown by a check that can tell nothing while something does not answer, where other checks, which it names in `defersTo`, tell just
 * that. Blocked by the first of these that is red; where none is, nobody else tells, and `violation` is this check's own failure.
 */
export class BlockedBy extends Error {
  override readonly name = 'BlockedBy';
  readonly ids: readonly string[];
  readonly violation: Violation;

  constructor(ids: readonly string[], violation: Violation) {
    super(`left to ${ids.join(' or ')} to tell: ${violation.message}`, { cause: violation });
    this.ids = ids;
    this.violation = violation;
  }
}
