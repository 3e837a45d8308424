import type { ApiClient } from '../../fixtures/api/api-client.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { McpClient } from '../../fixtures/mcp/mcp-client.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Asks the API for its health. Where no program's own answer came back, the MCP server is asked once behind the same proxy, and the
 * Violation says which of the three is to blame: what fails alike for both fails before both.
 */
export async function askApi({ health, neighbour }: Pick<ApiClient, 'health' | 'neighbour'>): Promise<HealthReport> {
  try {
    return await health();
  } catch (error) {
    if (!(error instanceof Violation && neighbour && isOnTheWay(error))) throw error;
    throw apiOrProxy(error, await answerOrViolation(neighbour));
  }
}

/** Asks the MCP server behind the proxy; where that fails on the way, once directly too, where the target offers that. */
export async function askProxiedMcp({ getHealth, getDirectHealth }: ProxiedMcp): Promise<HttpAnswer> {
  try {
    return await getHealth();
  } catch (error) {
    if (!(error instanceof Violation && getDirectHealth && isOnTheWay(error))) throw error;
    throw mcpOrProxy(error, await answerOrViolation(getDirectHealth));
  }
}

type ProxiedMcp = Pick<McpClient, 'getHealth' | 'getDirectHealth'>;

const isOnTheWay = ({ facts }: Violation): boolean =>
  ['connection-refused', 'connection-reset', 'timed-out', 'proxy-error-page'].includes(facts.cause.id);

async function answerOrViolation(ask: () => Promise<HttpAnswer>): Promise<HttpAnswer | Violation> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Violation) return error;
    throw error;
  }
}

function apiOrProxy(own: Violation, neighbour: HttpAnswer | Violation): Violation {
  const { id, sentence } = own.facts.cause;
  if (neighbour instanceof Violation) {
    if (neighbour.facts.cause.id !== id) return own;
    return told(own, id, `${sentence}; nor is the MCP server answered there: the proxy before both is to blame`);
  }
  const { request, status } = neighbour;
  if (isProxysOwnPage(neighbour)) {
    return id === 'proxy-error-page' && status >= 500
      ? told(
          own,
          'proxy-reaches-nothing',
          `${sentence}, and ${request} alike: it reaches neither the API nor the MCP server`,
        )
      : own;
  }
  const proxyLives = `the proxy lives, since ${request} is answered through it (${status})`;
  if (id === 'timed-out') return told(own, 'api-hangs-behind-proxy', `the API hangs: ${proxyLives}`);
  if (id === 'proxy-error-page')
    return told(own, 'api-down-behind-proxy', `the API is down behind a living proxy: ${proxyLives}`);
  return own;
}

function mcpOrProxy(own: Violation, direct: HttpAnswer | Violation): Violation {
  const { id, sentence } = own.facts.cause;
  if (direct instanceof Violation) {
    return told(own, direct.facts.cause.id, `${sentence}; directly it fails alike: ${direct.facts.cause.sentence}`);
  }
  const [, where = ''] = direct.request.split(' ');
  const known = ofProxy[id];
  return known ? told(own, known.id, `${known.what}, while the MCP server itself answers at ${where}`) : own;
}

const ofProxy: Readonly<Record<string, { id: string; what: string }>> = {
  'connection-refused': { id: 'proxy-down', what: 'nothing listens where the proxy should' },
  'connection-reset': { id: 'proxy-closes', what: 'the proxy closes the connection without an answer' },
  'timed-out': { id: 'proxy-hangs', what: 'the proxy takes the request and does not answer' },
};

const told = (own: Violation, id: string, sentence: string): Violation =>
  new Violation({ ...own.facts, cause: { id, sentence } }, { cause: own });
