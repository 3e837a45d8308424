import { isProxysOwnPage, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';

/** Nobody's, for ever (RFC 2606). */
export const strangersHost = 'medcor-verify.invalid';

/** Throws a Violation unless whoever calls the API by a name that is not its own is refused, or sent to its own name. */
export async function assertHostRefused(ask: () => Promise<HttpAnswer>): Promise<Observations> {
  const answer = await answerOf(ask);
  if (!answer) return { refused: 'by closing the connection' };
  const { status, request } = answer;
  if (status >= 300 && status < 400 && !(answer.header('location') ?? '').includes(strangersHost)) {
    return { refused: `sent elsewhere (${status})` };
  }
  if ([400, 403, 404, 410, 421].includes(status)) return { refused: String(status) };
  const { id, what } = wrong(answer);
  throw new Violation({
    expected: `a refusal (400, 403, 404 or 421) of a caller who says "Host: ${strangersHost}"`,
    actual: quote(answer),
    cause: { id, sentence: `${request}, called by the name ${strangersHost}, ${what}` },
  });
}

function wrong(answer: HttpAnswer): { id: string; what: string } {
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return {
      id: 'sends-to-any-host',
      what: 'sends the caller to that very name: whoever controls a cache sends others there',
    };
  }
  if (status >= 500) {
    const who = isProxysOwnPage(answer) ? 'the proxy has no answer' : 'it fails';
    return { id: 'fails-instead-of-refusing', what: `is not refused: ${who} (${status})` };
  }
  return { id: 'any-host-is-served', what: `answers ${status}: it takes every name for its own` };
}

/** Undefined where the connection was closed without a word, as nginx does by its 444. */
async function answerOf(ask: () => Promise<HttpAnswer>): Promise<HttpAnswer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Violation && error.facts.cause.id === 'connection-reset') return undefined;
    throw error;
  }
}
