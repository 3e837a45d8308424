import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation where one of the answers says which version of which program has given it. */
export function assertTellsNoVersion(answers: readonly HttpAnswer[]): void {
  for (const answer of answers) {
    const told = versionIn(answer);
    if (told === undefined) continue;
    throw new Violation({
      expected: `no version in the headers and error pages of whoever answers ${answer.request}`,
      actual: `"${told.version}" in ${told.where} of an answer with ${answer.status}`,
      cause: {
        id: 'version-told',
        sentence: `${told.where} tells everybody which version answers: whoever looks for one with a known hole finds it`,
      },
    });
  }
}

type Told = { where: string; version: string };

function versionIn({ header, text }: HttpAnswer): Told | undefined {
  for (const name of ['server', 'x-powered-by', 'x-aspnet-version']) {
    const value = header(name) ?? '';
    if (/\d+\.\d+/.test(value)) return { where: `the header "${name}"`, version: value.slice(0, 80) };
  }
  const [signature] = programs.exec(text) ?? [];
  return signature === undefined ? undefined : { where: 'the page', version: signature };
}

/** How web servers and proxies sign their pages. */
const programs =
  /\b(nginx|openresty|tengine|apache|caddy|traefik|haproxy|envoy|varnish|gunicorn|uvicorn|werkzeug)[/ ]v?\d+(\.\d+)+/i;
