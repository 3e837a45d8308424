import { expectStatus, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation where an answer to a path at which nothing is was written for developers. Only a refusal that the program itself
 * wrote shows that it writes none: NotOffered for any other. `health` is an answer that is the program's own.
 */
export async function assertNoDebugPage(answer: HttpAnswer, health: () => Promise<HttpAnswer>): Promise<void> {
  const sign = signs.find(({ pattern }) => pattern.test(answer.text));
  if (!sign) return expectOwnRefusal(answer, health);
  throw new Violation({
    expected,
    actual: `${answer.status} ${answer.contentType} of ${answer.text.length} characters, with the words of ${sign.what}`,
    cause: { id: sign.id, sentence: `${answer.request} is answered with ${sign.what}: ${sign.tells}` },
  });
}

const expected = 'a refusal (404), and nothing of the insides of the program';

async function expectOwnRefusal(answer: HttpAnswer, health: () => Promise<HttpAnswer>): Promise<void> {
  const { status, request } = answer;
  const proxy = proxyThatAnswered(answer);
  if (proxy !== undefined && status < 500) {
    throw new NotOffered(`the proxy itself (${proxy}) answers ${request}, and not the program`);
  }
  if (status >= 500) expectStatus(answer, 404, expected);
  if (status < 400) throw new NotOffered(`${request} is answered with ${status}, so there is no error page to look at`);
  if (isWrittenByPrograms(answer) || hasHeadersOf(await health(), answer)) return;
  throw new NotOffered(
    `nothing shows that the program itself answers ${request}, and not a proxy before it: ${quote(answer)}`,
  );
}

/** A refusal in JSON, or in the words that Django has for readers of pages (`page_not_found`, `bad_request`, `permission_denied`). */
const isWrittenByPrograms = ({ contentType, text }: HttpAnswer): boolean =>
  contentType.endsWith('json') ||
  /<h1>(Not Found|Bad Request \(400\)|403 Forbidden)<\/h1>\s*<p>(The requested resource was not found on this server\.)?<\/p>/.test(
    text,
  );

/** What a framework writes into each of its answers; a proxy that adds them does so where it passes something on. */
const frameworkHeaders = ['referrer-policy', 'cross-origin-opener-policy', 'x-frame-options', 'x-powered-by'];

const hasHeadersOf = (own: HttpAnswer, answer: HttpAnswer): boolean =>
  frameworkHeaders.some((name) => own.header(name) !== undefined && own.header(name) === answer.header(name));

const signs: readonly { pattern: RegExp; id: string; what: string; tells: string }[] = [
  {
    // technical_404.html and technical_500.html of Django 4.2 to 5.2; the text forms name the settings alone.
    pattern: /because you have\s+(<code>)?DEBUG = True|Using the URLconf defined in|^Django Version: [\d.]+/m,
    id: 'debug-is-on',
    what: "Django's page for developers",
    tells: 'DEBUG is on, and every failure shows the settings and the paths of the program to everybody',
  },
  {
    pattern: /Werkzeug Debugger|__debugger__|Whoops! There was an error|Symfony Exception/,
    id: 'debug-is-on',
    what: 'a page for developers',
    tells: 'the program runs in a mode in which every failure shows its insides to everybody',
  },
  {
    pattern: /Traceback \(most recent call last\)|\n\s+at .+:\d+:\d+\)?/,
    id: 'tells-a-stack-trace',
    what: 'a stack trace',
    tells: 'failures show the insides of the program to everybody',
  },
];
