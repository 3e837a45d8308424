import { connectionTrouble } from '../../fixtures/connection/connection-trouble.ts';
import type { RelayTrouble } from '../../fixtures/connection/open-relay.ts';
import { ProxyTrouble } from '../../fixtures/connection/proxy-trouble.ts';
import { outcomeOfError } from '../../harness/outcome-of-error.ts';
import type { RunnerOutcome } from '../../harness/runner.ts';
import type { Connection } from '../../targets/connection.ts';

/**
 * A browser tells of a relay that could not get through in one word for everything. Where it did not get through to the page's own
 * server, or our own proxy let it down, that is why a journey was not made.
 */
export function rootsOnTheWay(
  outcomes: ReadonlyMap<string, RunnerOutcome>,
  troubles: readonly RelayTrouble[],
  { url, connection }: { url: string; connection: Connection },
): Map<string, RunnerOutcome> {
  const { origin } = new URL(url);
  const root = troubles.find((trouble) => trouble.url === origin || trouble.error instanceof ProxyTrouble);
  if (root === undefined) return new Map(outcomes);
  const where = root.url === origin ? url : `${root.url}/`;
  const error = connectionTrouble(root.error, { who: 'the API', where, expected: 'a page' }, connection);
  // The harness removes secrets from whatever a runner says.
  const told = outcomeOfError(error, (text) => text);
  return new Map(
    [...outcomes].map(([id, outcome]) => [
      id,
      outcome.verdict === 'passed'
        ? outcome
        : { ...told, durationMs: outcome.durationMs, exchanges: outcome.exchanges ?? [] },
    ]),
  );
}
