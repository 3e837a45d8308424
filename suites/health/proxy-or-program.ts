import type { ApiClient } from '../../fixtures/api/api-client.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { McpClient } from '../../fixtures/mcp/mcp-client.ts';
import { nextStep } from '../../fixtures/next-commands.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import type { SurfaceName } from '../../targets/deployment.ts';

/**
 * Asks the API for its health. Where no program's own answer came back, the MCP server is asked once behind the same proxy, and the
 * Violation says which of the three is to blame: what fails alike for both fails before both.
 */
export async function askApi({ health, neighbour }: Pick<ApiClient, 'health' | 'neighbour'>): Promise<HealthReport> {
  try {
    return await health();
  } catch (error) {
    if (!(error instanceof Violation && neighbour && isOnTheWay(error))) throw error;
    throw apiOrProxy(error, await answerOrViolation(neighbour()));
  }
}

/** Asks the MCP server behind the proxy; where that fails on the way, once directly too, where the target offers that. */
export async function askProxiedMcp({ getHealth, getDirectHealth }: ProxiedMcp): Promise<HttpAnswer> {
  try {
    return await getHealth();
  } catch (error) {
    if (!(error instanceof Violation && getDirectHealth && isOnTheWay(error))) throw error;
    throw mcpOrProxy(error, await answerOrViolation(getDirectHealth()));
  }
}

type ProxiedMcp = Pick<McpClient, 'getHealth' | 'getDirectHealth'>;

const isOnTheWay = ({ facts }: Violation): boolean =>
  ['connection-refused', 'connection-reset', 'timed-out', 'proxy-error-page'].includes(facts.cause.id);

function apiOrProxy(own: Violation, neighbour: HttpAnswer | Violation): Violation {
  const { id, sentence } = own.facts.cause;
  const told = (cause: string, why: string) => inOtherWords(own, { id: cause, sentence: why }, 'api');
  if (neighbour instanceof Violation) {
    return neighbour.facts.cause.id === id
      ? told(id, `${sentence}; nor does the MCP server answer there: the proxy before both is to blame`)
      : own;
  }
  const { request, status } = neighbour;
  const proxyLives = `the proxy lives, since it has an answer to ${request} (${status})`;
  if (id === 'timed-out') return told('api-hangs-behind-proxy', `the API hangs: ${proxyLives}`);
  if (id !== 'proxy-error-page') return own;
  if (!isProxysOwnPage(neighbour)) {
    return told('api-down-behind-proxy', `the API is down behind a living proxy: ${proxyLives}`);
  }
  return status >= 500
    ? told('proxy-reaches-nothing', `${sentence}, and ${request} alike: it reaches neither the API nor the MCP server`)
    : own;
}

function mcpOrProxy(own: Violation, direct: HttpAnswer | Violation): Violation {
  const { id, sentence } = own.facts.cause;
  if (direct instanceof Violation) {
    const both = `${sentence}; directly it fails alike: ${direct.facts.cause.sentence}`;
    return inOtherWords(own, { id: direct.facts.cause.id, sentence: both }, 'mcp');
  }
  const [, where = ''] = direct.request.split(' ');
  const known = ofProxy.get(id);
  if (!known) return own;
  const told = `${known.what}, while the MCP server itself answers at ${where}`;
  return inOtherWords(own, { id: known.id, sentence: told }, 'proxy');
}

const ofProxy = new Map([
  ['connection-refused', { id: 'proxy-down', what: 'nothing listens where the proxy should' }],
  ['connection-reset', { id: 'proxy-closes', what: 'the proxy closes the connection without an answer' }],
  ['timed-out', { id: 'proxy-hangs', what: 'the proxy takes the request and does not answer' }],
]);

function inOtherWords(own: Violation, cause: Cause, surface: SurfaceName): Violation {
  // The commands of these causes name no address.
  return new Violation({ ...own.facts, cause, ...nextStep(surface, cause.id, 'http://localhost/') }, { cause: own });
}
