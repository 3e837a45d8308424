import type { Check } from '../harness/check.ts';
import { runChecks } from '../harness/run-checks.ts';
import { median, type Figure } from './figure.ts';
import { timesOf } from './timed.ts';

const checks = 10_000;
const rounds = 5;

/** What the harness itself takes for a check that takes no time: scheduling, opening, judging, telling. */
export async function harnessOverhead(): Promise<Figure[]> {
  const trivial = Array.from({ length: checks }, (_, index) => trivialCheck(index));
  const options = { open: async () => ({ clients: {}, [Symbol.asyncDispose]: async () => {} }), runners: {} };
  const runs = await timesOf(rounds, () =>
    runChecks<NoClients>({ checks: trivial, ...options, redact: (text) => text, onResult: () => {} }),
  );
  const ours = median(runs) / checks;
  return [{ name: "the harness's own time per check", unit: 'ms', ours, against: 'limit', peer: 0.1, goal: 1 }];
}

type NoClients = Record<string, never>;

/** Ten build on each one, as in our own list. */
const trivialCheck = (index: number): Check<NoClients> => ({
  id: `area.check-${index}`,
  demand: 'Nothing must be wrong',
  source: 'guide.api-answers-health',
  severity: 'major',
  tier: 'smoke',
  safety: 'observe',
  requests: { least: 0, most: 0 },
  after: index === 0 ? [] : [`area.check-${Math.floor((index - 1) / 10)}`],
  remedy: 'none',
  refutedBy: {},
  needs: [],
  run: async () => {},
});
