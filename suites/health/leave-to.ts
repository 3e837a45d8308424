import { BlockedBy, type Teller } from '../../harness/blocked-by.ts';
import { Violation } from '../../harness/violation.ts';

/** The answer; a Violation in its place is left to those that may tell of it (`defersTo`), where there are any. */
export async function leaveTo<Answer>(
  tellers: (seen: Violation) => readonly Teller[],
  asked: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    throw left(error, tellers(error));
  }
}

/** What a check throws that has met this, which these may tell of. */
export const left = (seen: Violation, to: readonly Teller[]): Violation | BlockedBy =>
  to.length === 0 ? seen : new BlockedBy({ seen, to });
