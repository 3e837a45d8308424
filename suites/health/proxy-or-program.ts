import type { ApiClient } from '../../fixtures/api/api-client.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { McpClient } from '../../fixtures/mcp/mcp-client.ts';
import { nextStep } from '../../fixtures/next-commands.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import type { Teller } from '../../harness/blocked-by.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import type { SurfaceName } from '../../targets/deployment.ts';
import { assertRouted } from './assert-routed.ts';
import { left, leaveTo } from './leave-to.ts';
import { below, isHang, mayComeFromBelow, noAnswer, tellersBelow } from './told-below.ts';

/**
 * Asks the API for its health. Where no program's own answer came back, the MCP server is asked once behind the same proxy, and the
 * Violation says which of the three is to blame: what fails alike for both fails before both, or leads elsewhere. What may come from below is left to the
 * checks of that.
 */
export async function askApi(api: Pick<ApiClient, 'askHealth' | 'readHealth' | 'neighbour'>): Promise<HealthReport> {
  const { askHealth, readHealth, neighbour } = api;
  const answer = await answerOrViolation(askHealth());
  const report = answer instanceof Violation ? answer : await answerOrViolation(readHealth(answer));
  if (!(report instanceof Violation)) return report;
  const told = neighbour && isOnTheWay(report) ? apiOrProxy(report, await answerOrViolation(neighbour())) : report;
  throw left(told, mayComeFromBelow(answer) ? tellersBelow(below.api) : []);
}

/** Asks the MCP server for its health. What may come from below is left to the checks of that. */
export async function askMcp({
  getHealth,
  readHealth,
}: Pick<McpClient, 'getHealth' | 'readHealth'>): Promise<HealthReport> {
  const tellers = (seen: HttpAnswer | Violation) => (mayComeFromBelow(seen) ? tellersBelow(below.mcp) : []);
  const answer = await leaveTo(tellers, getHealth());
  return await leaveTo(() => tellers(answer), readHealth(answer));
}

/**
 * Asks the MCP server behind the proxy; where that fails on the way, once directly too, where the target offers that. What fails for the
 * API alike, for the MCP server itself, or may come from below both, is left to the checks of these.
 */
export async function askProxiedMcp(proxied: ProxiedMcp): Promise<HealthReport> {
  const answer = await answerOrViolation(proxied.getHealth());
  if (answer instanceof Violation) throw await onTheWayToMcp(answer, proxied);
  const lower = mayComeFromBelow(answer) ? tellersBelow(below.mcp) : [];
  const report = await answerOrViolation(proxied.readHealth(answer));
  const same = report instanceof Violation ? [report.facts.cause.id] : [];
  const tellers = ({ facts: { cause } }: Violation): Teller[] => {
    const direct = asHealthOfMcp([cause.id, ...same, ...(answer.status >= 500 ? noAnswer : [])]);
    // Two such statuses need not be the same.
    return [...lower, cause.id === 'unexpected-status' ? { ...direct, another: true } : direct];
  };
  return await leaveTo(
    tellers,
    (async () => {
      assertRouted(answer);
      if (report instanceof Violation) throw report;
      return report;
    })(),
  );
}

type ProxiedMcp = Pick<McpClient, 'getHealth' | 'readHealth' | 'getDirectHealth' | 'besideApi'>;

/** The check of the MCP server's own health, where that is red for one of these causes. */
export const asHealthOfMcp = (as: readonly string[]): Teller => ({ id: 'health.mcp-is-healthy', as });

async function onTheWayToMcp(seen: Violation, { getDirectHealth, besideApi }: ProxiedMcp): Promise<Error> {
  const direct = getDirectHealth && isOnTheWay(seen) ? await answerOrViolation(getDirectHealth()) : undefined;
  const same: Teller[] = besideApi ? [{ id: 'health.api-is-healthy', as: [seen.facts.cause.id] }] : [];
  const told = direct === undefined ? seen : mcpOrProxy(seen, direct);
  if (direct !== undefined && !(direct instanceof Violation)) return left(told, same);
  // Who knows that no way leads to it past the proxy knows nothing of the way over the proxy.
  const silent: Teller = { ...asHealthOfMcp(noAnswer), another: true };
  if (isHang(seen)) return left(told, [...same, ...tellersBelow(below.mcp), silent]);
  // What passes on connections and no requests closes them where nobody is behind it.
  return left(told, isClosing(seen) ? [...same, silent] : same);
}

const isClosing = ({ facts }: Violation): boolean => ['connection-reset', 'answer-cut-short'].includes(facts.cause.id);

const isOnTheWay = ({ facts }: Violation): boolean =>
  ['connection-refused', 'connection-reset', 'timed-out', 'proxy-error-page'].includes(facts.cause.id);

function apiOrProxy(own: Violation, neighbour: HttpAnswer | Violation): Violation {
  const { id, sentence } = own.facts.cause;
  const told = (cause: string, why: string) => inOtherWords(own, { id: cause, sentence: why }, 'api');
  if (neighbour instanceof Violation) {
    return neighbour.facts.cause.id === id
      ? told(
          id,
          `${sentence}; nor does the MCP server answer there: the proxy before both fails, or this is not its address`,
        )
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
    const besides = `directly it fails ${direct.facts.cause.id === id ? 'alike' : 'too'}: ${direct.facts.cause.sentence}`;
    return new Violation({ ...own.facts, cause: { id, sentence: `${sentence}; ${besides}` } }, { cause: own });
  }
  const [, where = ''] = direct.request.split(' ');
  const known = ofProxy.get(id);
  if (!known) return own;
  const told = `${known.what}; the MCP server itself answers at ${where}`;
  return inOtherWords(own, { id: known.id, sentence: told }, 'proxy');
}

const ofProxy = new Map([
  [
    'connection-refused',
    { id: 'proxy-down', what: 'nothing listens at the address of the proxy: it is down, or elsewhere' },
  ],
  ['connection-reset', { id: 'proxy-closes', what: 'the proxy closes the connection without an answer' }],
  ['timed-out', { id: 'proxy-hangs', what: 'the proxy takes the request and does not answer' }],
]);

function inOtherWords(own: Violation, cause: Cause, surface: SurfaceName): Violation {
  // The commands of these causes name no address.
  return new Violation({ ...own.facts, cause, ...nextStep(surface, cause.id, 'http://localhost/') }, { cause: own });
}
