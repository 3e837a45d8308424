import { expectStatus, isProxysOwnPage, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

const expected = "200 with the MCP server's own health document";

/** Throws a Violation that says who answered instead, unless the answer can be the MCP server's. */
export function assertRouted(answer: HttpAnswer): void {
  const cause = whyNotRouted(answer);
  if (cause) throw new Violation({ expected, actual: quote(answer), cause });
  if (answer.status !== 503) expectStatus(answer, 200, expected);
}

function whyNotRouted(answer: HttpAnswer): Cause | undefined {
  const { request, status } = answer;
  const proxysOwn = isProxysOwnPage(answer);
  if (status === 404) {
    // The server itself has just answered at this path when it was asked directly.
    const who = proxysOwn ? 'nginx itself' : 'another program than the MCP server';
    return {
      id: 'no-route-to-mcp',
      sentence: `nginx has no route to the MCP server: ${who} answered ${request} with 404`,
    };
  }
  if (proxysOwn && status >= 500) {
    return {
      id: 'proxy-cannot-reach-mcp',
      sentence: `nginx has a route to the MCP server and gets no answer there: it answered ${request} with ${status} itself`,
    };
  }
  return undefined;
}
