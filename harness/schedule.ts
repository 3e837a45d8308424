import { foundationsOf, type CheckFacts } from './check.ts';

/** Who waits for whom among the checks of a run, and who goes first. */
export type Schedule<Check extends CheckFacts> = {
  /** The checks that name this one as a foundation. */
  dependentsOf: (id: string) => readonly Check[];
  /** How many foundations of each check have to be settled first. */
  foundations: ReadonlyMap<string, number>;
  /** Lower goes first: the head of the longest chain, since the run ends no sooner than its end. */
  rankOf: (check: Check) => number;
};

/** Plans a run. Foundations that are not listed decide over nothing. Throws when checks wait for each other in a circle. */
export function scheduleOf<Check extends CheckFacts>(
  checks: readonly Check[],
  longest: (check: Check) => number,
): Schedule<Check> {
  const dependents = dependentsAmong(checks);
  const listed = (check: Check) => new Set(foundationsOf(check).filter((id) => dependents.has(id)));
  const foundations = new Map(checks.map((check) => [check.id, listed(check).size]));
  const dependentsOf = (id: string) => dependents.get(id) ?? [];
  const lengths = chainLengths(inOrder(checks, { dependentsOf, foundations }), dependentsOf, longest);
  const lengthOf = (check: Check) => lengths.get(check.id) ?? 0;
  const byLength = checks.toSorted((left, right) => lengthOf(right) - lengthOf(left));
  const ranks = new Map(byLength.map((check, rank) => [check.id, rank]));
  return { dependentsOf, foundations, rankOf: (check) => ranks.get(check.id) ?? checks.length };
}

/** The checks that name each of these as a foundation, by its id. */
export function dependentsAmong<Check extends CheckFacts>(checks: readonly Check[]): ReadonlyMap<string, Check[]> {
  const dependents = new Map<string, Check[]>(checks.map(({ id }) => [id, []]));
  for (const check of checks) {
    for (const id of new Set(foundationsOf(check))) dependents.get(id)?.push(check);
  }
  return dependents;
}

type Waiting<Check extends CheckFacts> = Pick<Schedule<Check>, 'dependentsOf' | 'foundations'>;

/** Every check behind its foundations. */
function inOrder<Check extends CheckFacts>(
  checks: readonly Check[],
  { dependentsOf, foundations }: Waiting<Check>,
): Check[] {
  const open = new Map(foundations);
  const order = checks.filter(({ id }) => open.get(id) === 0);
  for (const { id } of order) {
    for (const dependent of dependentsOf(id)) {
      const left = (open.get(dependent.id) ?? 0) - 1;
      open.set(dependent.id, left);
      if (left === 0) order.push(dependent);
    }
  }
  if (order.length === checks.length) return order;
  throw new Error(`These checks wait for each other: ${circleAmong(checks, open).join(' -> ')}.`);
}

/** One circle, from a check back to itself. */
function circleAmong(checks: readonly CheckFacts[], open: ReadonlyMap<string, number>): string[] {
  const stuck = checks.filter(({ id }) => (open.get(id) ?? 0) > 0);
  const byId = new Map(stuck.map((check) => [check.id, check]));
  const path: string[] = [];
  // Each that is stuck waits for one that is stuck, so the path must meet itself.
  for (let check = stuck[0]; check;) {
    const { id } = check;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    path.push(id);
    check = byId.get(foundationsOf(check).find((below) => byId.has(below)) ?? '');
  }
  return path;
}

/** The time from the beginning of each check to the end of the longest chain that it begins. */
function chainLengths<Check extends CheckFacts>(
  order: readonly Check[],
  dependentsOf: Schedule<Check>['dependentsOf'],
  longest: (check: Check) => number,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const check of order.toReversed()) {
    const behind = dependentsOf(check.id).map(({ id }) => lengths.get(id) ?? 0);
    lengths.set(check.id, longest(check) + behind.reduce((most, length) => Math.max(most, length), 0));
  }
  return lengths;
}
