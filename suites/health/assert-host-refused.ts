import { quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
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
  if (status === 429) {
    throw new NotOffered(`${request} is refused for asking too often (429), which says nothing of the host name`);
  }
  if (status >= 400 && status < 500 && status !== 401) return { refused: String(status) };
  const proxy = proxyThatAnswered(answer);
  if (status >= 500 && proxy !== undefined && !saysPassedOn(status)) {
    throw new NotOffered(
      `${request} is answered with ${status} by ${proxy} itself, which says so of a limit and of a program that has failed too, and not only of a host name that it does not serve. So nobody can tell; a proxy that refuses strangers with 421, 403 or 404, or by closing the connection (nginx: 444), can be told`,
    );
  }
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
    const who = proxyThatAnswered(answer) === undefined ? 'it fails' : 'the proxy has no answer';
    return { id: 'fails-instead-of-refusing', what: `is not refused: ${who} (${status})` };
  }
  return { id: 'any-host-is-served', what: `answers ${status}: it takes every name for its own` };
}

/** 502 and 504, and what Cloudflare has for the same: the request went on to somebody, who failed. */
const saysPassedOn = (status: number): boolean => [502, 504].includes(status) || (status >= 520 && status <= 527);

/** Undefined where the connection was closed without a word, as nginx does by its 444. */
async function answerOf(ask: () => Promise<HttpAnswer>): Promise<HttpAnswer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Violation && error.facts.cause.id === 'connection-reset') return undefined;
    throw error;
  }
}
