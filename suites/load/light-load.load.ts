import exec from 'k6/execution';
import http, { type RefinedParams, type RefinedResponse } from 'k6/http';
import { Rate, Trend } from 'k6/metrics';
import { loadBudgets, type LoadScenario } from '../../contract/load.ts';
import { bearer } from '../../fixtures/http/bearer.ts';
import { inEra } from '../../fixtures/mcp/eras.ts';
import {
  faultLine,
  loadMetrics,
  type LoadPlan,
  loadPlanVariable,
  requestDeadlineSeconds,
  scenarioMetric,
} from './load-plan.ts';
import { type Answer, type Fault, faultOfHealth, faultOfList, faultOfToolCall } from './right-answers.ts';

// k6 hangs for ever on `using` in a script, and imports no npm package.

const plan = JSON.parse(__ENV[loadPlanVariable] ?? '{}') as LoadPlan;
const scenarios = Object.keys(plan.asks ?? {}) as LoadScenario[];

const wrongAnswers = new Rate(loadMetrics.wrong);
const rightAnswerTime = new Trend(loadMetrics.time, true);

export const options = {
  userAgent: plan.userAgent,
  ...plan.connection,
  summaryTrendStats: ['med', 'p(95)', 'max'],
  scenarios: Object.fromEntries(scenarios.map((name) => [name, constantArrival(loadBudgets[name].ratePerSecond)])),
  thresholds: Object.fromEntries(scenarios.flatMap(thresholdsOf)),
};

function constantArrival(ratePerSecond: number) {
  // Users enough for a target that answers nothing at all: what is dropped is then our own doing.
  const users = ratePerSecond * (requestDeadlineSeconds + 1);
  return {
    executor: 'constant-arrival-rate',
    rate: ratePerSecond,
    timeUnit: '1s',
    duration: `${plan.seconds}s`,
    preAllocatedVUs: users,
    gracefulStop: `${requestDeadlineSeconds + 1}s`,
  };
}

function thresholdsOf(name: LoadScenario): [string, string[]][] {
  const { p95Ms, failureRate } = loadBudgets[name];
  return [
    [scenarioMetric(loadMetrics.time, name), [`p(95)<${p95Ms}`]],
    [scenarioMetric(loadMetrics.wrong, name), [`rate<${failureRate}`]],
    // Always true: k6 tells a metric of one scenario only where a threshold names it.
    [scenarioMetric('iterations', name), ['count>=0']],
    [scenarioMetric('dropped_iterations', name), ['count>=0']],
  ];
}

export default function ask(): void {
  const scenario = exec.scenario.name as LoadScenario;
  const { response, fault } = requests[scenario]();
  // An iteration that throws leaves no sample: the runner counts it as our own trouble, and not as the target's.
  if (ourOwnTrouble.has(response.error_code)) throw new Error(`k6 could not send: ${response.error}`);
  wrongAnswers.add(fault !== undefined);
  if (fault === undefined) rightAnswerTime.add(response.timings.duration);
  else console.warn(faultLine(scenario, fault));
}

type Asked = { response: RefinedResponse<'text'>; fault: Fault };

const requests: Record<LoadScenario, () => Asked> = {
  health() {
    const { url, headers, healthyWords } = planned('health');
    const response = http.get(url, parameters(headers));
    return { response, fault: faultOf(response, (answer) => faultOfHealth(answer, healthyWords)) };
  },
  list() {
    const { url, token } = planned('list');
    const response = http.get(url, parameters(bearer(token)));
    return { response, fault: faultOf(response, faultOfList) };
  },
  'mcp-tool'() {
    const { url, session, tool } = planned('mcp-tool');
    // Unique in the session, as JSON-RPC demands: all virtual users share it.
    const id = firstCallId + exec.scenario.iterationInTest;
    const { headers, message } = inEra(session, { id, method: 'tools/call', params: { ...tool } });
    const asJson = { ...headers, 'content-type': 'application/json' };
    const response = http.post(url, JSON.stringify(message), parameters(asJson));
    return { response, fault: faultOf(response, (answer) => faultOfToolCall(answer, id)) };
  },
};

// Above the ids that opened the session.
const firstCallId = 1000;

function planned<Name extends LoadScenario>(name: Name): NonNullable<LoadPlan['asks'][Name]> {
  const asked = plan.asks[name];
  if (!asked) throw new Error(`the plan has nothing to ask for the scenario ${name}`);
  return asked;
}

const faultOf = (response: RefinedResponse<'text'>, judge: (answer: Answer) => Fault): Fault =>
  response.status === 0 ? `no answer: ${response.error}` : judge(answerOf(response));

const answerOf = (response: RefinedResponse<'text'>): Answer => ({
  status: response.status,
  contentType: response.headers['Content-Type'] ?? '',
  body: response.body ?? '',
});

const parameters = (headers: Readonly<Record<string, string>>): RefinedParams<'text'> => ({
  headers,
  timeout: `${requestDeadlineSeconds}s`,
  redirects: 0,
  responseType: 'text',
});

// 1213: the system refused a connection before anything was sent (no file or port left); 1310: k6 does not know who signed the
// certificate, though the checks before this one did.
const ourOwnTrouble = new Set([1213, 1310]);
