import { NotOffered } from '../../../harness/not-offered.ts';
import { Violation } from '../../../harness/violation.ts';

/** What a check would come to: 'passed', 'skipped', or the cause of its failure. */
export async function outcomeOf(asked: () => Promise<unknown>): Promise<string> {
  try {
    await asked();
    return 'passed';
  } catch (error) {
    if (error instanceof NotOffered) return 'skipped';
    if (error instanceof Violation) return error.facts.cause.id;
    throw error;
  }
}
