import { Violation } from './violation.ts';

/** The answer, or what the target did instead of giving one; any other error passes through. */
export async function answerOrViolation<Answer>(asked: Promise<Answer>): Promise<Answer | Violation> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Violation) return error;
    throw error;
  }
}

/** What the target did wrong when it was asked, or undefined where it answered; any other error passes through. */
export async function violationOf(asked: Promise<unknown>): Promise<Violation | undefined> {
  const told = await answerOrViolation(asked);
  return told instanceof Violation ? told : undefined;
}
