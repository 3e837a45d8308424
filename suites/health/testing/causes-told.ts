import { BlockedBy } from '../../../harness/blocked-by.ts';
import { causeNamed, causesOf, Violation } from '../../../harness/violation.ts';

/** Every cause that a check tells, as a waiver would name it: "restarted of celery.service"; none where all is well. */
export async function causesTold(judge: () => unknown): Promise<string[]> {
  try {
    await judge();
    return [];
  } catch (error) {
    const met = error instanceof BlockedBy ? error.left.map(({ seen }) => seen) : [error];
    return met.flatMap((violation) => {
      if (violation instanceof Violation) return causesOf(violation.facts).map(causeNamed);
      throw error;
    });
  }
}
