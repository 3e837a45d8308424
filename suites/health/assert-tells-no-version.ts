import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

/**
 * Throws a Violation where one of the answers says which version of which program has given it. Where the proxy has answered in the place
 * of a program, what that says of itself was not to be seen, as the check of its health tells; an error of ours where that does not.
 */
export function assertTellsNoVersion(passedOn: HttpAnswer, own: HttpAnswer): void {
  const all = [passedOn, own].flatMap((answer) => versionsIn(answer).map((told) => ({ ...told, answer })));
  // What each of them tells is one thing, however often it is told.
  const told = all.filter(({ of }, index) => all.findIndex((each) => each.of === of) === index);
  const [first, ...others] = told.map(causeOf);
  if (first === undefined) return refuseUnseen(passedOn);
  const asked = [...new Set(told.map(({ answer }) => answer.request))];
  throw new Violation({
    expected: `no version in the headers and error pages of whoever answers ${asked.join(' and ')}`,
    actual: told
      .map(({ version, where, answer }) => `"${version}" in ${where} of an answer with ${answer.status}`)
      .join('; '),
    cause: first,
    besides: others,
  });
}

function refuseUnseen(passedOn: HttpAnswer): void {
  const proxy = proxyThatAnswered(passedOn);
  if (proxy === undefined) return;
  const seen = new Error(
    `${proxy} itself answers ${passedOn.request} with ${passedOn.status}, so nobody can tell what the program behind it says of itself.`,
  );
  throw new BlockedBy(leftTo(['health.api-is-healthy'], seen));
}

type Told = { of: string; where: string; version: string };

const causeOf = ({ of, where }: Told): Cause => ({
  id: 'version-told',
  of,
  sentence: `${where} tells everybody which version answers: whoever looks for one with a known hole finds it`,
});

function versionsIn({ header, text }: HttpAnswer): Told[] {
  const inHeaders = ['server', 'x-powered-by', 'x-aspnet-version'].flatMap((name) => {
    const value = header(name) ?? '';
    return /\d+\.\d+/.test(value) ? [{ of: name, where: `the header "${name}"`, version: value.slice(0, 80) }] : [];
  });
  const [signature] = programs.exec(text) ?? [];
  return signature === undefined ? inHeaders : [...inHeaders, { of: 'page', where: 'the page', version: signature }];
}

/** How web servers and proxies sign their pages. */
const programs =
  /\b(nginx|openresty|tengine|apache|caddy|traefik|haproxy|envoy|varnish|gunicorn|uvicorn|werkzeug)[/ ]v?\d+(\.\d+)+/i;
