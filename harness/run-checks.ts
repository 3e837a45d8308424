import { areaOf, foundationsOf, type Check, type Outcome, type RunnerCheck } from './check.ts';
import type { OpenClients } from './open-clients.ts';
import { askCheck } from './ask-check.ts';
import { obstacleAmong } from './obstacle.ts';
import type { Redact } from './redact.ts';
import type { Blocked, Result } from './result.ts';
import { runnerGroup, type RunnerGroup } from './runner-group.ts';
import type { Runner } from './runner.ts';
import { slots } from './slots.ts';

export type RunChecksOptions<Clients> = {
  /** What is asked, in the order of telling; every id that another names in `after` or `restsOn` and that is listed here decides over it. */
  checks: readonly Check<Clients>[];
  open: OpenClients<Clients>;
  /** Who runs the checks that name a runner; one that is `alone` starts when nothing else is under way (load must not be disturbed). */
  runners: Readonly<Record<string, { run: Runner; alone?: boolean }>>;
  redact: Redact;
  /** Ids that the target accepts as unproven, with its reason: skipped. */
  accepted?: Readonly<Record<string, string>>;
  /** Checks under way at once. */
  concurrency?: number;
  /** How long a check may take that names no deadline of its own. */
  deadlineMs?: number;
  signal?: AbortSignal;
  onResult?: (result: Result) => void;
};

/** The only scheduler: asks every check once its prerequisites are green; results come back in the order of `checks`. */
export async function runChecks<Clients>(options: RunChecksOptions<Clients>): Promise<Result[]> {
  const { checks, redact, accepted = {}, signal = new AbortController().signal } = options;
  const inSlot = slots(options.concurrency ?? 8);
  const settled = new Map<string, Promise<Result>>();
  const groups = new Map<string, RunnerGroup>();

  const reasonFor = (id: string) => (accepted[id] === undefined ? undefined : redact(accepted[id]));
  const settle = async (check: Check<Clients>): Promise<Result> => {
    // Nothing starts before every check has its promise, since a check may name one that stands further down.
    await Promise.resolve();
    const startedAt = performance.now();
    const settledOf = (ids: readonly string[]) => Promise.all(ids.flatMap((id) => settled.get(id) ?? []));
    const [prerequisites, layersBelow] = await Promise.all([settledOf(check.after), settledOf(check.restsOn ?? [])]);
    const obstacle = obstacleAmong({ prerequisites, layersBelow, acceptedBecause: reasonFor(check.id) });
    const group = 'runner' in check ? groups.get(check.runner) : undefined;
    if (obstacle) {
      group?.leave(check.id);
      return resultOf(check, obstacle, performance.now() - startedAt);
    }
    if (group) {
      const { durationMs, ...outcome } = await group.join(check.id);
      return resultOf(check, outcome, durationMs);
    }
    return inSlot(async () => {
      const begun = performance.now();
      const outcome = await askCheck(check, { ...options, signal, redact });
      return resultOf(check, outcome, performance.now() - begun);
    });
  };

  for (const [name, { run, alone = false }] of Object.entries(options.runners)) {
    const members = checks.filter((check): check is RunnerCheck => 'runner' in check && check.runner === name);
    const others = alone ? independentOf(members, checks) : [];
    const waitFor = () => Promise.all(others.flatMap((id) => settled.get(id) ?? []));
    groups.set(name, runnerGroup({ ids: members.map((check) => check.id), run, waitFor, redact, signal }));
  }
  for (const check of checks) settled.set(check.id, settle(check).then(told(options.onResult)));
  return Promise.all(checks.map((check) => settled.get(check.id) as Promise<Result>));
}

const told = (onResult: ((result: Result) => void) | undefined) => (result: Result) => {
  onResult?.(result);
  return result;
};

function resultOf(check: Check, outcome: Outcome | Blocked, durationMs: number): Result {
  const { id, demand, source, severity, tier, safety, remedy } = check;
  return {
    id,
    area: areaOf(id),
    demand,
    source,
    severity,
    tier,
    safety,
    remedy,
    durationMs: Math.round(durationMs * 10) / 10,
    ...outcome,
  };
}

/** The checks that neither belong to the group nor wait for a member of it: all that can be over before it starts. */
function independentOf(members: readonly RunnerCheck[], checks: readonly Check[]): string[] {
  const dependent = new Set(members.map((check) => check.id));
  for (let before = -1; before !== dependent.size;) {
    before = dependent.size;
    for (const check of checks) {
      if (foundationsOf(check).some((id) => dependent.has(id))) dependent.add(check.id);
    }
  }
  return checks.filter((check) => !dependent.has(check.id)).map((check) => check.id);
}
