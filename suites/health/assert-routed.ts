import { expectStatus, isHtml, isProxysOwnPage, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import type { Diagnosis } from './health-remedies.ts';

const expected = "200 with the MCP server's own health document";

/** Throws a Violation that says who answered instead, unless the answer can be the MCP server's. */
export function assertRouted(answer: HttpAnswer): void {
  const diagnosis = whyNotRouted(answer);
  if (diagnosis) throw new Violation({ expected, actual: quote(answer), ...diagnosis });
  if (answer.status !== 503) expectStatus(answer, 200, expected);
}

function whyNotRouted(answer: HttpAnswer): Diagnosis | undefined {
  const { request, status } = answer;
  const proxysOwn = isProxysOwnPage(answer);
  if (status === 404) {
    // The server itself has just answered at this path when it was asked directly.
    const who = proxysOwn ? 'nginx itself' : 'another program than the MCP server';
    return {
      cause: {
        id: 'no-route-to-mcp',
        sentence: `${who} answered ${request} with 404: the proxy lacks a route to the MCP server, or this is not its address`,
      },
    };
  }
  if (proxysOwn && status >= 500) {
    return {
      cause: {
        id: 'proxy-cannot-reach-mcp',
        sentence: `nginx has a route to the MCP server and gets no answer there: it answered ${request} with ${status} itself`,
      },
      remedy:
        'sudo nginx -T | grep -A3 "location /mcp", and compare its proxy_pass with where the MCP server listens (sudo ss -ltnp); sudo tail -n 20 /var/log/nginx/error.log',
    };
  }
  if (status === 200 && isHtml(answer)) {
    return {
      cause: {
        id: 'no-route-to-mcp',
        sentence: `${request} is answered with an HTML page: the proxy lacks a route to the MCP server, or this is not its address`,
      },
    };
  }
  return undefined;
}
