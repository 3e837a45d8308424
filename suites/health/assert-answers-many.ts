import { simultaneousAsks } from '../../contract/health.ts';
import { quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless as many as may ask at once are all answered 200. */
export async function assertAnswersMany(ask: () => Promise<HttpAnswer>): Promise<Observations> {
  const answers = await Promise.all(Array.from({ length: simultaneousAsks }, () => answerOrViolation(ask())));
  const failed = answers.filter((answer) => answer instanceof Violation || answer.status !== 200);
  const [first] = failed;
  if (!first) return { answered: `${answers.length} at once` };
  throw new Violation({
    expected: `200 to each of ${simultaneousAsks} asks at once`,
    actual: `${failed.length} of them failed, the first with ${first instanceof Violation ? first.facts.actual : quote(first)}`,
    cause: {
      id: 'fails-when-many-ask',
      sentence: `the API answers its health check to one, and not to ${simultaneousAsks} at once: ${failed.length} failed`,
    },
  });
}
