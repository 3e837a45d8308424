import type { CheckFacts, RunCheck, RunnerCheck } from '../check.ts';

/** Facts for the harness's own tests. */
const factsCalled = (id: string, facts: Partial<CheckFacts> = {}): CheckFacts => ({
  id,
  demand: `${id} must hold`,
  source: 'guide.api-answers-health',
  severity: 'major',
  tier: 'smoke',
  safety: 'observe',
  after: [],
  remedy: 'none',
  refutedBy: {},
  requests: { least: 1, most: 2 },
  ...facts,
});

export type NoClients = Record<string, never>;

/** A check that needs nothing and passes, unless told otherwise. */
export const checkCalled = (
  id: string,
  { run = async () => {}, ...facts }: Partial<CheckFacts> & { run?: () => Promise<void> } = {},
): RunCheck<NoClients> => ({ ...factsCalled(id, facts), needs: [], run });

/** A check that the runner "k6" runs. */
export const runnerCheckCalled = (id: string, facts: Partial<CheckFacts> = {}): RunnerCheck => ({
  ...factsCalled(id, facts),
  runner: 'k6',
  needs: [],
});

export const withoutClients = async () => ({ clients: {}, [Symbol.asyncDispose]: async () => {} });
