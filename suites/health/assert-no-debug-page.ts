import { expectStatus, isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation where an answer to a path at which nothing is was written for developers. Only a refusal that the program itself
 * wrote shows that it writes none: NotOffered for any other.
 */
export function assertNoDebugPage(answer: HttpAnswer): void {
  const sign = signs.find(({ pattern }) => pattern.test(answer.text));
  if (!sign) return expectOwnRefusal(answer);
  throw new Violation({
    expected,
    actual: `${answer.status} ${answer.contentType} of ${answer.text.length} characters, with the words of ${sign.what}`,
    cause: { id: sign.id, sentence: `${answer.request} is answered with ${sign.what}: ${sign.tells}` },
  });
}

const expected = 'a refusal (404), and nothing of the insides of the program';

function expectOwnRefusal(answer: HttpAnswer): void {
  const { status, request } = answer;
  if (status >= 500) expectStatus(answer, 404, expected);
  if (status < 400) throw new NotOffered(`${request} is answered with ${status}, so there is no error page to look at`);
  if (isProxysOwnPage(answer)) throw new NotOffered(`the proxy itself answers ${request}, and not the program`);
}

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
