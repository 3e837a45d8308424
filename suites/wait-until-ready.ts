import type { Clients } from '../fixtures/clients.ts';
import { eventually } from '../fixtures/eventually.ts';
import { openClients } from '../fixtures/open-clients.ts';
import { askCheck, type Asked } from '../harness/ask-check.ts';
import type { Check } from '../harness/check.ts';
import { Violation } from '../harness/violation.ts';
import type { Deployment } from '../targets/deployment.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import { excusesOf } from './foresee.ts';

/** What says that a deployment has come up, from the bottom up: each of these asks one program or service and nothing else. */
const readinessIds: readonly string[] = [
  'health.broker-accepts-connections',
  'health.database-answers',
  'health.cache-answers',
  'health.worker-answers-ping',
  'health.api-is-healthy',
  'health.mcp-is-healthy',
  'health.mcp-is-healthy-behind-the-proxy',
];

/**
 * The checks among these that have to pass before the others can tell anything; what the target does not offer, or accepts unproven, is
 * not waited for.
 */
export async function readinessAmong(
  checks: readonly Check<Clients>[],
  deployment: Deployment,
): Promise<readonly Check<Clients>[]> {
  const first = checks.filter(({ id }) => readinessIds.includes(id));
  const excuses = await excusesOf(deployment, first);
  return first.filter(({ id }) => !excuses.has(id));
}

/** How far one of them is. `seen` is what was seen last, where that is not what is waited for. */
export type Readiness = { id: string; afterMs: number } & State;
type State = { state: 'ready' } | { state: 'waiting' | 'not ready'; seen: string };

export type WaitOptions = {
  deployment: Deployment;
  /** What has to pass. */
  checks: readonly Check<Clients>[];
  withinMs: number;
  signal: AbortSignal;
  onProgress: (readiness: Readiness) => void;
};

/** A deployment that comes up is asked by others too, and may limit how often. */
const everyMs = 1000;

/**
 * Asks these checks of a deployment that comes up, again and again, until all of them pass or the time is over; whatever comes of that is
 * no verdict. Rejects only with the reason of `signal`.
 */
export async function waitUntilReady({ deployment, checks, withinMs, signal, onProgress }: WaitOptions): Promise<void> {
  const begun = performance.now();
  const redact = redactorOf(deployment);
  const over = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  const waitFor = async (check: Check<Clients>) => {
    const { id } = check;
    const tell = (state: State) => onProgress({ id, afterMs: performance.now() - begun, ...state });
    const ask = async () => {
      const { outcome } = await askCheck(check, { open: openClients(deployment), signal: over, redact });
      if (!isReady(outcome) && !over.aborted) tell({ state: 'waiting', seen: (seen = lastSeen(outcome)) });
      return outcome;
    };
    let seen = 'nothing yet';
    try {
      const outcome = await eventually(ask, {
        within: withinMs,
        everyMs,
        signal: over,
        holds: isReady,
        expected: id,
        describe: lastSeen,
      });
      // What the target does not offer is no news.
      if (outcome.verdict === 'passed') tell({ state: 'ready' });
    } catch (error) {
      signal.throwIfAborted();
      if (!over.aborted && !(error instanceof Violation)) throw error;
      tell({ state: 'not ready', seen });
    }
  };
  await Promise.all(checks.map(waitFor));
}

const isReady = ({ verdict }: Asked['outcome']): boolean => verdict === 'passed' || verdict === 'skipped';

function lastSeen(outcome: Asked['outcome']): string {
  if (outcome.verdict === 'deferred') return outcome.parts[0].saw;
  if (outcome.verdict === 'failed') return outcome.violation.cause.sentence;
  return outcome.verdict === 'passed' ? 'it passed' : outcome.reason;
}
