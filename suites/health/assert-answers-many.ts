import { simultaneousAsks } from '../../contract/health.ts';
import { quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation unless as many as may ask at once are all answered 200. All of ours come from one address: where a limit for each
 * address refuses them, nobody has learned what becomes of as many callers, and NotOffered says so.
 */
export async function assertAnswersMany(ask: () => Promise<HttpAnswer>): Promise<Observations> {
  const answers = await Promise.all(Array.from({ length: simultaneousAsks }, () => answerOrViolation(ask())));
  const refused = answers.filter((answer) => answer instanceof Violation || answer.status !== 200);
  const failed = refused.filter((answer) => answer instanceof Violation || !isOverLimit(answer));
  const [first] = failed;
  const [limited] = refused;
  if (!first && limited) throw overLimit(limited, refused.length);
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

/** 429; nginx says 503 unless `limit_req_status` tells it better, and of its own accord for nothing else (without a server it says 502). */
const isOverLimit = (answer: HttpAnswer): boolean =>
  answer.status === 429 || (answer.status === 503 && proxyThatAnswered(answer) === 'nginx');

function overLimit(answer: HttpAnswer | Violation, count: number): NotOffered {
  const quoted = answer instanceof Violation ? answer.facts.actual : quote(answer);
  return new NotOffered(
    `a limit for each caller refuses ${count} of ${simultaneousAsks} that we ask at once from one address (${quoted}): except our address from it (limit_req, throttles), or ask from several`,
  );
}
