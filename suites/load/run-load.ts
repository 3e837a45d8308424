import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../../containers/with-processes/child-environment.ts';
import { type LoadScenario, loadBudgets } from '../../contract/load.ts';
import type { Outcome } from '../../harness/check.ts';
import { watchOwnLag } from '../../fixtures/controls/own-lag.ts';
import { recorder } from '../../harness/exchange.ts';
import { outcomeOfError } from '../../harness/outcome-of-error.ts';
import { runProgram } from '../run-program.ts';
import type { Runner, RunnerOutcome } from '../../harness/runner.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { loadExchange } from './load-evidence.ts';
import { loadOutcomes, thresholds } from './load-outcomes.ts';
import { type LoadAsks, type LoadPlan, loadPlanVariable, requestDeadlineSeconds } from './load-plan.ts';
import { openWay } from './open-way.ts';
import { planAsk } from './plan-asks.ts';

export type LoadOptions = {
  deployment: Deployment;
  /** The path of k6 2.x, or what was looked for and not found. */
  k6: string | { absent: string };
  /** The directory of the run: k6's summary goes there. */
  directory: string;
  seconds: number;
};

/** Asks the load checks: one k6 process with a scenario for every one that is asked about. */
export const loadRunner =
  (options: LoadOptions): Runner =>
  async (ids, { signal }) => {
    const startedAt = performance.now();
    const outcomes = await askLoad(ids, options, signal);
    const durationMs = performance.now() - startedAt;
    return new Map([...outcomes].map(([id, outcome]): [string, RunnerOutcome] => [id, { ...outcome, durationMs }]));
  };

async function askLoad(
  ids: readonly string[],
  { deployment, k6, directory, seconds }: LoadOptions,
  signal: AbortSignal,
): Promise<Map<string, Told>> {
  const outcomes = new Map<string, Told>();
  const tell = (scenario: LoadScenario, outcome: Told) => {
    for (const threshold of thresholds) outcomes.set(idOf(scenario, threshold), outcome);
  };
  if (seconds > longestSeconds) {
    throw new Error(`A load of ${seconds} s outlives our tokens; ask for at most ${longestSeconds} s.`);
  }
  const asked = scenarios.filter((scenario) => thresholds.some((threshold) => ids.includes(idOf(scenario, threshold))));
  if (typeof k6 !== 'string') {
    for (const scenario of asked) tell(scenario, { verdict: 'broken', reason: k6Missing(k6) });
    return outcomes;
  }
  await using opened = new AsyncDisposableStack();
  const asks: LoadAsks = {};
  for (const scenario of asked) {
    const { note, exchanges } = recorder();
    try {
      const planned = opened.use(await planAsk(scenario, deployment, { signal, note }));
      Object.assign(asks, planned.asks);
    } catch (error) {
      // The harness removes secrets from whatever a runner says.
      const outcome = outcomeOfError(error, (text) => text);
      tell(scenario, { ...outcome, exchanges: exchanges() });
    }
  }
  const planned = asked.filter((scenario) => scenario in asks);
  if (planned.length === 0) return outcomes;
  await using way = await openWay(deployment.connection ?? {});
  const plan = { seconds, userAgent, asks, connection: way.options };
  const startedAt = new Date();
  const begun = performance.now();
  const end = await runK6({ k6, directory: resolve(directory), signal, plan, environment: way.environment });
  const made = { asks, end, startedAt, durationMs: performance.now() - begun, directory };
  const judged = loadOutcomes(planned, end);
  for (const scenario of planned) {
    const exchanges = [loadExchange(scenario, made)];
    for (const threshold of thresholds) {
      const outcome = judged[scenario]?.[threshold];
      if (outcome)
        outcomes.set(idOf(scenario, threshold), { ...unlessOurProxy(outcome, way.proxyTroubles()), exchanges });
    }
  }
  return outcomes;
}

type Told = Outcome & Pick<RunnerOutcome, 'exchanges'>;

/** What was asked through a proxy of ours that let some of it down says nothing of the target, unless all went well. */
function unlessOurProxy(outcome: Outcome, troubles: readonly Error[]): Outcome {
  const [first] = troubles;
  if (outcome.verdict !== 'failed' || first === undefined) return outcome;
  return { verdict: 'broken', reason: `${troubles.length} of k6's connections failed on the way: ${first.message}` };
}

const scenarios = Object.keys(loadBudgets) as LoadScenario[];
const idOf = (scenario: LoadScenario, threshold: string): string => `load.${scenario}-${threshold}`;

const userAgent = 'medcor-verify/load';

// Tokens live for five minutes and are minted once: a target that refuses an expired one would be blamed for it.
const longestSeconds = 240;

const k6Missing = ({ absent }: { absent: string }) =>
  `k6 2.x, which makes the load, cannot be used here: ${absent}. Name one in K6_BIN, or ask ./medcor-verify doctor --for load how to get it.`;

// Its start, the wait for the last answers and the summary; a k6 that takes longer hangs.
const sparePatienceSeconds = requestDeadlineSeconds + 20;

async function runK6({
  k6,
  directory,
  plan,
  environment,
  signal,
}: {
  k6: string;
  directory: string;
  plan: LoadPlan;
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
}) {
  await mkdir(directory, { recursive: true });
  const summaryFile = join(directory, 'k6-summary.json');
  // k6 that fails leaves the file of an earlier run as it was.
  await rm(summaryFile, { force: true });
  const patience = AbortSignal.timeout((plan.seconds + sparePatienceSeconds) * 1000);
  const running = runProgram({
    file: k6,
    arguments: [
      'run',
      '--quiet',
      '--no-color',
      '--log-format=json',
      `--summary-export=${summaryFile}`,
      '--new-machine-readable-summary',
      join(import.meta.dirname, 'light-load.load.ts'),
    ],
    environment: {
      ...childEnvironment(directory),
      ...environment,
      [loadPlanVariable]: JSON.stringify(plan),
      K6_NO_USAGE_REPORT: 'true',
      // k6 would ask a service of its makers to build what a script imports and it lacks.
      K6_AUTO_EXTENSION_RESOLUTION: 'false',
      // The chart of the run, as a file; -1 is no server for it.
      K6_WEB_DASHBOARD: 'true',
      K6_WEB_DASHBOARD_EXPORT: join(directory, 'load.html'),
      K6_WEB_DASHBOARD_PORT: '-1',
      K6_WEB_DASHBOARD_PERIOD: '1s',
    },
    directory,
    signal: AbortSignal.any([signal, patience]),
  });
  // To start a program holds us up, too, and k6 measures nothing then.
  const lag = watchOwnLag();
  const end = await running;
  const heldUpMs = lag.end();
  const summary = await readFile(summaryFile, 'utf8').catch(() => undefined);
  return { ...end, summary, seconds: plan.seconds, heldUpMs };
}
