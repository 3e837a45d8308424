import { simultaneousAsks } from '../../contract/health.ts';
import { quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation unless as many as may ask at once are all answered 200. All of ours come from one address: where a limit for each
 * address refuses them (429), nobody has learned what becomes of as many callers, and NotOffered says so. An Error where it may be one.
 */
export async function assertAnswersMany(ask: () => Promise<HttpAnswer>): Promise<Observations> {
  const answers = await Promise.all(Array.from({ length: simultaneousAsks }, () => answerOrViolation(ask())));
  const refused = answers.filter((answer) => answer instanceof Violation || answer.status !== 200);
  const limited = refused.filter((answer) => !(answer instanceof Violation) && answer.status === 429);
  const doubtful = refused.filter((answer) => !(answer instanceof Violation) && mayBeLimit(answer));
  const failed = refused.filter((answer) => !limited.includes(answer) && !doubtful.includes(answer));
  const [first] = failed;
  if (!first && doubtful[0]) throw nobodyCanTell(doubtful[0], doubtful.length);
  if (!first && limited[0]) throw overLimit(limited[0], limited.length);
  if (!first) return { answered: `${answers.length} at once` };
  throw new Violation({
    expected: `200 to each of ${simultaneousAsks} asks at once`,
    actual: `${failed.length} of them failed, the first with ${quoted(first)}`,
    cause: {
      id: 'fails-when-many-ask',
      sentence: `the API answers its health check to one, and not to ${simultaneousAsks} at once: ${failed.length} failed`,
    },
  });
}

/** nginx says 503 for its limit unless `limit_req_status` tells it better; an ingress made of it, where no program behind it is ready any more. */
const mayBeLimit = (answer: HttpAnswer): boolean => answer.status === 503 && proxyThatAnswered(answer) === 'nginx';

const nobodyCanTell = (answer: HttpAnswer | Violation, count: number): Error =>
  new Error(
    `Nobody can tell why nginx refuses ${count} of ${simultaneousAsks} asks at once (${quoted(answer)}): a limit for each caller looks so, and so does an ingress whose programs are overloaded. Let the limit say what it is (limit_req_status 429, limit_conn_status 429), except our address from it, or ask past the proxy.`,
  );

const overLimit = (answer: HttpAnswer | Violation, count: number): NotOffered =>
  new NotOffered(
    `a limit for each caller refuses ${count} of ${simultaneousAsks} that we ask at once from one address (${quoted(answer)}): except our address from it (limit_req, throttles), or ask from several`,
  );

const quoted = (answer: HttpAnswer | Violation): string =>
  answer instanceof Violation ? answer.facts.actual : quote(answer);
