import { BlockedBy, leftTo, type Left, type Teller } from '../../harness/blocked-by.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { asOne, Violation } from '../../harness/violation.ts';

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

/** The answer; whatever keeps us from asking is told once, by this check: it is ours, and the same for all that ask so. */
export async function leaveTroubleTo<Answer>(id: string, asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Violation || error instanceof NotOffered) throw error;
    throw new BlockedBy(leftTo([id], error));
  }
}

/** What a check throws that has met this, which these may tell of. */
export const left = (seen: Violation, to: readonly Teller[]): Violation | BlockedBy =>
  to.length === 0 ? seen : new BlockedBy({ seen, to });

/** A Violation, and the checks that may tell of it. */
export type LeftViolation = Left & { seen: Violation };

/** What a check throws that has met all of these. */
export const leftEach = ([first, ...others]: readonly [LeftViolation, ...LeftViolation[]]): Violation | BlockedBy =>
  [first, ...others].some(({ to }) => to.length > 0)
    ? new BlockedBy(first, ...others)
    : asOne([first.seen, ...others.map(({ seen }) => seen)]);
