import type { LoadScenario } from '../../contract/load.ts';
import type { Session } from '../../fixtures/mcp/eras.ts';

/**
 * What the k6 script is told: one request a scenario. It holds tokens, so it is handed over by environment as JSON and never
 * written to a file or an argument.
 */
export type LoadPlan = { seconds: number; userAgent: string; asks: LoadAsks; connection?: LoadConnection };

/** The way to the target in k6's own options. */
export type LoadConnection = {
  /** An address with its port for each `host:port` that does not go where its name says. */
  hosts?: Readonly<Record<string, string>>;
  tlsAuth?: readonly { cert: string; key: string }[];
};

/** Addresses are without credentials, so that no error or summary of k6 can tell any. */
export type LoadAsks = {
  health?: { url: string; headers: Readonly<Record<string, string>>; healthyWords: readonly string[] };
  list?: { url: string; token: string };
  'mcp-tool'?: {
    url: string;
    /** How the server wants to be spoken to; one for all virtual users, so that one has to be ended. It carries the token. */
    session: Session;
    tool: { name: string; arguments: Readonly<Record<string, unknown>> };
  };
};

/** The variable of the environment that carries the plan. */
export const loadPlanVariable = 'LOAD_PLAN';

/** The metrics of the script: each is read per scenario, as `name{scenario:…}`. */
export const loadMetrics = { wrong: 'wrong_answers', time: 'right_answer_time' } as const;

export const scenarioMetric = (metric: string, scenario: LoadScenario): string => `${metric}{scenario:${scenario}}`;

/** How the script tells a wrong answer on its console. */
export const faultLine = (scenario: string, fault: string): string => `${scenario}: ${fault}`;

/** A request that takes longer has failed. Small, since a scenario needs as many virtual users as it starts requests meanwhile. */
export const requestDeadlineSeconds = 3;
