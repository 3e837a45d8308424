/** Budgets under light load (contract.answers-in-time): the 95th percentile of expected responses, and the share of failures. */
export const loadBudgets = {
  health: { p95Ms: 300, failureRate: 0.01, ratePerSecond: 10 },
  list: { p95Ms: 300, failureRate: 0.01, ratePerSecond: 10 },
  'mcp-tool': { p95Ms: 500, failureRate: 0.01, ratePerSecond: 10 },
} as const;

export type LoadScenario = keyof typeof loadBudgets;

export const loadSeconds = 10;
