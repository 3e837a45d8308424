import { deadlineOf } from './ask-check.ts';
import { foundationsOf, type Check, type CheckFacts } from './check.ts';
import { readyQueue } from './ready-queue.ts';
import { scheduleOf } from './schedule.ts';

/** What a run would do, were it asked now. */
export type Plan<Item extends CheckFacts> = {
  /** In the order of beginning, should each answer as soon as it is asked. */
  steps: readonly Step<Item>[];
  /** Of all steps that would be asked: where all is well, and whatever they meet. */
  requests: { least: number; most: number };
  /** No run of this is shorter, in milliseconds. */
  leastMs: number;
};

export type Step<Item extends CheckFacts> = {
  check: Item;
  /** Ids among the steps that have to be settled first. */
  waitsFor: readonly string[];
  /** What it sends beside the steps before it, which may have asked what it judges: these add up to `requests` of the plan. */
  adds: { least: number; most: number };
} & Unasked;

/** Why nothing would be sent for a step: the target excuses it (skipped), or we could not ask it (broken, or blocked by such a one). */
type Unasked = { skippedBecause?: string; brokenBecause?: string };

export type PlanOptions = {
  /** Why the target excuses a check from being asked: it does not offer what the check needs, or accepts it unproven. */
  excuseFor: (id: string) => string | undefined;
  /** Why we could not ask a check: a program or a right that we lack. */
  troubleFor: (id: string) => string | undefined;
  /** Runners that begin when nothing else is under way. */
  alone: readonly string[];
};

/** Plans what `runChecks` would do with these checks, and asks nothing. */
export function planRun<Clients>(checks: readonly Check<Clients>[], options: PlanOptions): Plan<Check<Clients>> {
  const ordered = inOrder(checks, options.alone);
  const unasked = unaskedAmong(ordered, options);
  const asked = ordered.filter(({ id }) => !unasked.has(id));
  const added = addedBy(asked);
  const stepOf = (check: Check<Clients>) => ({
    check,
    waitsFor: foundationsAmong(checks, check),
    adds: added.get(check.id) ?? { least: 0, most: 0 },
    ...unasked.get(check.id),
  });
  return {
    steps: ordered.map(stepOf),
    requests: requestsOf(asked),
    leastMs: leastMsOf(asked, options.alone),
  };
}

const foundationsAmong = (checks: readonly CheckFacts[], check: CheckFacts): string[] => {
  const below = new Set(foundationsOf(check));
  return checks.filter(({ id }) => below.has(id)).map(({ id }) => id);
};

/** As the scheduler takes them: the head of the longest chain first, and what wants to be alone when all others are over. */
function inOrder<Item extends Check>(checks: readonly Item[], alone: readonly string[]): Item[] {
  const { dependentsOf, foundations, rankOf } = scheduleOf(checks, (check) => deadlineOf(check, {}));
  const isAlone = (check: Item) => 'runner' in check && alone.includes(check.runner);
  const ready = readyQueue<Item>((check) => rankOf(check) + (isAlone(check) ? checks.length : 0));
  const open = new Map(foundations);
  for (const check of checks) if (open.get(check.id) === 0) ready.add(check);
  const order: Item[] = [];
  for (let check = ready.take(); check; check = ready.take()) {
    order.push(check);
    for (const dependent of dependentsOf(check.id)) {
      const left = (open.get(dependent.id) ?? 0) - 1;
      open.set(dependent.id, left);
      if (left === 0) ready.add(dependent);
    }
  }
  return order;
}

/** As the scheduler decides: what builds on a check that cannot be asked is blocked, what stands `after` a skipped one is skipped. */
function unaskedAmong(
  ordered: readonly CheckFacts[],
  { excuseFor, troubleFor }: Omit<PlanOptions, 'alone'>,
): Map<string, Unasked> {
  const unasked = new Map<string, Unasked>();
  for (const check of ordered) {
    const { id, after } = check;
    const root = foundationsOf(check).find((below) => unasked.get(below)?.brokenBecause !== undefined);
    const excuse = excuseFor(id) ?? after.map((below) => unasked.get(below)?.skippedBecause).find(isTold);
    const trouble = troubleFor(id);
    if (root !== undefined) unasked.set(id, { brokenBecause: unasked.get(root)?.brokenBecause ?? root });
    else if (excuse !== undefined) unasked.set(id, { skippedBecause: excuse });
    else if (trouble !== undefined) unasked.set(id, { brokenBecause: trouble });
  }
  return unasked;
}

const isTold = (reason: string | undefined): reason is string => reason !== undefined;

/** How much these send together: what several judge in common, or ask in common, is sent once, and a connection that they share is made once. */
export function requestsOf(checks: readonly CheckFacts[]): Plan<CheckFacts>['requests'] {
  const sent = [...new Map(checks.map(({ id, requests }) => [requests.sharedAs ?? id, requests])).values()];
  const shared = sent.flatMap(({ connection, inCommon }) => [
    ...(connection === undefined ? [] : [{ name: `the connection ${connection}`, least: 1 }]),
    ...(inCommon ? [inCommon] : []),
  ]);
  const once = new Map(shared.map((part) => [part.name, part]));
  const sumOf = (parts: Iterable<{ least: number }>) => [...parts].reduce((sum, { least }) => sum + least, 0);
  const spared = sumOf(shared) - sumOf(once.values());
  return {
    least: sumOf(sent) - spared,
    // One that is lost is made anew by whoever comes next.
    most: sent.reduce((sum, { most }) => sum + most, 0),
  };
}

/** How many requests each of these adds to those before it. */
function addedBy(asked: readonly CheckFacts[]): Map<string, Step<CheckFacts>['adds']> {
  let before = { least: 0, most: 0 };
  return new Map(
    asked.map(({ id }, index) => {
      const now = requestsOf(asked.slice(0, index + 1));
      const adds = { least: now.least - before.least, most: now.most - before.most };
      before = now;
      return [id, adds];
    }),
  );
}

/** The longest chain of the others, then each runner that is alone with all of its checks at once. */
function leastMsOf(checks: readonly Check[], alone: readonly string[]): number {
  const ends = new Map<string, number>();
  const aloneMs = new Map<string, number>();
  for (const check of checks) {
    const { leastMs = 0 } = check;
    if ('runner' in check && alone.includes(check.runner)) {
      aloneMs.set(check.runner, Math.max(aloneMs.get(check.runner) ?? 0, leastMs));
    } else {
      const below = foundationsOf(check).map((id) => ends.get(id) ?? 0);
      ends.set(check.id, leastMs + Math.max(0, ...below));
    }
  }
  return Math.max(0, ...ends.values()) + [...aloneMs.values()].reduce((sum, ms) => sum + ms, 0);
}
