import { askCheck, deadlineOf } from './ask-check.ts';
import type { Check } from './check.ts';
import { awaitedBy, concluded, type Deferred } from './deferred.ts';
import { obstacleAmong } from './obstacle.ts';
import type { OpenClients } from './open-clients.ts';
import { readyQueue } from './ready-queue.ts';
import type { Result } from './result.ts';
import { resultOf, type Told, type TellingOptions } from './result-of.ts';
import { runnerGroups, type Runners } from './runner-groups.ts';
import { scheduleOf } from './schedule.ts';
import { withinDeadline } from './stop.ts';

export type RunChecksOptions<Clients> = TellingOptions & {
  /** What is asked, in the order of telling; every id that another names in `after` or `restsOn` and that is listed here decides over it. */
  checks: readonly Check<Clients>[];
  open: OpenClients<Clients>;
  runners: Runners;
  /** Ids that the target accepts as unproven, with its reason: skipped. */
  accepted?: Readonly<Record<string, string>>;
  /** Checks under way at once. */
  concurrency?: number;
  /** How long a check may take that names no deadline of its own. */
  deadlineMs?: number;
  /** How long all of it may take; what has not ended by then is broken. */
  runDeadlineMs?: number;
  signal?: AbortSignal;
  onResult?: (result: Result) => void;
};

/** The only scheduler: asks every check once its foundations are settled, the longest chain first; results come back in the order of `checks`. */
export async function runChecks<Clients>(options: RunChecksOptions<Clients>): Promise<Result[]> {
  const { checks, redact, accepted = {}, onResult } = options;
  if (checks.length === 0) return [];
  using ending = withinDeadline(options.signal, options.runDeadlineMs);
  const { signal } = ending;
  const schedule = scheduleOf(checks, (check) => deadlineOf(check, options));
  const openFoundations = new Map(schedule.foundations);
  const results = new Map<string, Result>();
  const ready = readyQueue(schedule.rankOf);
  const groups = runnerGroups({ checks, runners: options.runners, redact, signal });
  const over = Promise.withResolvers<void>();
  let free = options.concurrency ?? 8;

  /** Tells what came of a check; gives the checks that waited for nothing else. */
  const settle = (check: Check<Clients>, told: Told): Check<Clients>[] => {
    const result = resultOf(check, told, options);
    results.set(check.id, result);
    groups.settled(check.id);
    onResult?.(result);
    if (results.size === checks.length) over.resolve();
    return schedule.dependentsOf(check.id).filter(({ id }) => {
      const open = (openFoundations.get(id) ?? 0) - 1;
      openFoundations.set(id, open);
      return open === 0;
    });
  };
  /** Those that wait for the ends of others, to know what to make of what they saw. */
  const deferring = new Set<Deferring<Check<Clients>>>();
  /** Settles a check, unless it defers to one that is still open, and all that deferred to it; gives what waited for nothing else. */
  const conclude = (check: Check<Clients>, told: Came): Check<Clients>[] => {
    const { outcome } = told;
    if (outcome.verdict !== 'deferred') return settle(check, { ...told, outcome }).concat(concludeOthers());
    const awaited = awaitedBy(outcome);
    if (checks.some(({ id }) => awaited.includes(id) && !results.has(id))) {
      deferring.add({ check, told });
      return [];
    }
    const conclusion = concluded(outcome, (id) => results.get(id));
    return settle(check, { ...told, outcome: conclusion }).concat(concludeOthers());
  };
  const concludeOthers = (): Check<Clients>[] => {
    const again = [...deferring];
    deferring.clear();
    return again.flatMap(({ check, told }) => conclude(check, told));
  };
  const isAccepted = (id: string) => Object.hasOwn(accepted, id);
  const obstacleFor = ({ id, after, restsOn = [] }: Check<Clients>) => {
    const settled = (ids: readonly string[]) => ids.flatMap((each) => results.get(each) ?? []);
    const acceptedBecause = accepted[id] === undefined ? undefined : redact(accepted[id]);
    return obstacleAmong({ prerequisites: settled(after), layersBelow: settled(restsOn), acceptedBecause, isAccepted });
  };
  // A list and no recursion: a chain of thousands may be blocked at once.
  const advance = (due: Check<Clients>[]) => {
    for (const check of due) {
      const obstacle = obstacleFor(check);
      const group = groups.of(check);
      if (obstacle) {
        group?.leave(check.id);
        due.push(...conclude(check, { outcome: obstacle, durationMs: 0 }));
      } else if (group) follow(check, group.join(check.id));
      else ready.add(check);
    }
    for (let check = take(); check; check = take()) follow(check, ask(check));
  };
  const take = () => (free > 0 ? ready.take() : undefined);
  const ask = async (check: Check<Clients>): Promise<Came> => {
    free -= 1;
    const begun = performance.now();
    const asked = await askCheck(check, { ...options, signal });
    free += 1;
    return { ...asked, durationMs: performance.now() - begun };
  };
  const follow = (check: Check<Clients>, told: Promise<Came>) => {
    told.then((came) => advance(conclude(check, came))).catch(over.reject);
  };

  advance(checks.filter(({ id }) => openFoundations.get(id) === 0));
  await over.promise;
  return checks.map(({ id }) => results.get(id) as Result);
}

/** What came of a check, or what it leaves others to tell. */
type Came = Omit<Told, 'outcome'> & { outcome: Told['outcome'] | Deferred };

type Deferring<Item> = { check: Item; told: Came };
