import {
  areaOf,
  foundationsOf,
  safeties,
  tiers,
  type Check,
  type CheckFacts,
  type Safety,
  type Tier,
} from './check.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** What a person asked for; an absent word narrows nothing. */
export type Question = {
  areas?: readonly string[];
  /** Ids or globs (`queue.*`). */
  only?: readonly string[];
  tier?: Tier;
  /** The furthest that the target allows, and that was asked for where less. */
  safety: Safety;
  /** Areas that are asked only when named: they take long or disturb. */
  onlyWhenNamed?: readonly string[];
};

export type Selection<Clients> = {
  /** What runs, in the order of the list. */
  checks: readonly Check<Clients>[];
  /** Ids that were not asked for, but that the ones asked for build on. */
  drawnIn: readonly string[];
  /** Asked for, but further than safety allows: no verdict. */
  withheld: readonly CheckFacts[];
  /** Left out by areas, ids or tier. */
  notAsked: readonly CheckFacts[];
};

/** Chooses from the list what a question means, with its prerequisites. Throws a UsageError for a word that names nothing. */
export function select<Clients>(all: readonly Check<Clients>[], question: Question): Selection<Clients> {
  const { areas = [], only = [], tier = 'full', safety, onlyWhenNamed = [] } = question;
  refuseUnknown(all, areas, only);
  const asksFor = (check: CheckFacts) =>
    (areas.length === 0 || areas.includes(areaOf(check.id))) &&
    (only.length === 0 || only.some((pattern) => globMatches(pattern, check.id))) &&
    tiers.indexOf(check.tier) <= tiers.indexOf(tier) &&
    (areas.length + only.length > 0 || !onlyWhenNamed.includes(areaOf(check.id)));
  const byId = new Map(all.map((check) => [check.id, check]));
  const allowed = new Map<string, boolean>();
  // Without its positive control a check proves nothing, so it is withheld with it.
  const allows = (check: CheckFacts): boolean => {
    const known = allowed.get(check.id);
    if (known !== undefined) return known;
    const controls = check.after.flatMap((id) => byId.get(id) ?? []);
    const answer = safeties.indexOf(check.safety) <= safeties.indexOf(safety) && controls.every(allows);
    allowed.set(check.id, answer);
    return answer;
  };

  const asked = new Set(all.filter((check) => asksFor(check) && allows(check)).map((check) => check.id));
  const running = withPrerequisites(byId, asked);
  const checks = all.filter((check) => running.has(check.id) && allows(check));
  return {
    checks,
    drawnIn: checks.filter((check) => !asked.has(check.id)).map((check) => check.id),
    withheld: all.filter((check) => (asksFor(check) || running.has(check.id)) && !allows(check)),
    notAsked: all.filter((check) => !asksFor(check) && !running.has(check.id)),
  };
}

const areasOf = (checks: readonly CheckFacts[]): string[] => [...new Set(checks.map((check) => areaOf(check.id)))];

function withPrerequisites(byId: ReadonlyMap<string, CheckFacts>, asked: ReadonlySet<string>): ReadonlySet<string> {
  const running = new Set<string>();
  const draw = (id: string) => {
    if (running.has(id)) return;
    running.add(id);
    const check = byId.get(id);
    if (check) foundationsOf(check).forEach(draw);
  };
  for (const id of asked) draw(id);
  return running;
}

function refuseUnknown(all: readonly CheckFacts[], areas: readonly string[], only: readonly string[]): void {
  const known = areasOf(all);
  for (const area of areas) {
    if (known.includes(area)) continue;
    throw new UsageError(
      `There is no area or command "${area}". ${didYouMean(area, known)}Areas: ${known.join(', ')}.`,
    );
  }
  const ids = all.map((check) => check.id);
  for (const pattern of only) {
    if (ids.some((id) => globMatches(pattern, id))) continue;
    throw new UsageError(`--only ${pattern} names no check. ${didYouMean(pattern, ids)}See ./medcor-verify list.`);
  }
}

/** `*` stands for any run of letters; everything else for itself. */
function globMatches(pattern: string, id: string): boolean {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
  ).test(id);
}
