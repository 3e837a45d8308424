import type { Check } from './check.ts';
import type { Redact } from './redact.ts';
import { runnerGroup, type RunnerGroup } from './runner-group.ts';
import type { Runner } from './runner.ts';
import { dependentsAmong } from './schedule.ts';

/** Who runs the checks that name a runner; one that is `alone` starts when nothing else is under way (load must not be disturbed). */
export type Runners = Readonly<Record<string, { run: Runner; alone?: boolean }>>;

export type RunnerGroups = {
  /** The group that the check belongs to, if somebody brought its runner. */
  of: (check: Check) => RunnerGroup | undefined;
  /** To be told of every check that is settled: runners that are alone wait for the others. */
  settled: (id: string) => void;
};

type Options = { checks: readonly Check[]; runners: Runners; redact: Redact; signal: AbortSignal };

export function runnerGroups({ checks, runners, redact, signal }: Options): RunnerGroups {
  const groups = new Map<string, RunnerGroup>();
  const waits: Wait[] = [];
  /** Members of the runners that are alone and come later, in reverse: each waits for those before it. */
  const later: string[] = [];
  for (const [name, { run, alone = false }] of Object.entries(runners).toReversed()) {
    const ids = checks.filter((check) => 'runner' in check && check.runner === name).map(({ id }) => id);
    if (alone) later.push(...ids);
    const wait = waitForAll(alone ? independentOf(later, checks) : []);
    waits.push(wait);
    groups.set(name, runnerGroup({ ids, run, waitFor: () => wait.over, redact, signal }));
  }
  return {
    of: (check) => ('runner' in check ? groups.get(check.runner) : undefined),
    settled: (id) => waits.forEach((wait) => wait.settled(id)),
  };
}

type Wait = { over: Promise<void>; settled: (id: string) => void };

function waitForAll(ids: readonly string[]): Wait {
  const open = new Set(ids);
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const look = () => open.size === 0 && resolve();
  look();
  return {
    over,
    settled(id) {
      open.delete(id);
      look();
    },
  };
}

/** The checks that are neither of these nor wait for one of them: all that can be over before they start. */
function independentOf(ids: readonly string[], checks: readonly Check[]): string[] {
  const above = dependentsAmong(checks);
  const dependent = new Set(ids);
  // A set is walked to its end, also what is added meanwhile.
  for (const id of dependent) above.get(id)?.forEach((each) => dependent.add(each.id));
  return checks.filter((check) => !dependent.has(check.id)).map((check) => check.id);
}
