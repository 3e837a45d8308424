import { areaOf, foundationsOf, safeties, tiers } from './check.ts';
import type { Check, CheckFacts, Safety, Tier } from './check.ts';
import { didYouMean } from './nearest.ts';
import type { Question } from './question.ts';
import { UsageError } from './usage-error.ts';
import { globMatches, whyNotAsked } from './why-not-asked.ts';

export type Selection<Clients> = {
  /** What runs, in the order of the list. */
  checks: readonly Check<Clients>[];
  /** Ids that were not asked for, but that the ones asked for build on. */
  drawnIn: readonly string[];
  /** Asked for, but further than safety allows: no verdict. */
  withheld: readonly CheckFacts[];
  /** Left out by areas, ids, severity or tier. */
  notAsked: readonly CheckFacts[];
};

/** Chooses from the list what a question means, with its prerequisites. Throws a UsageError for a word that names nothing, alone or with the others. */
export function select<Clients>(all: readonly Check<Clients>[], question: Question): Selection<Clients> {
  refuseUnknown(all, question);
  const asked = new Set(all.filter((check) => whyNotAsked(check, question) === undefined).map(({ id }) => id));
  refuseContradictions(all, question, asked);
  const allowed = allowedBy(all, question.safety);
  const running = withWhatTells(
    all,
    [...asked].filter((id) => allowed.has(id)),
    allowed,
  );
  const checks = all.filter(({ id }) => running.has(id) && allowed.has(id));
  return {
    checks,
    drawnIn: checks.filter(({ id }) => !asked.has(id)).map(({ id }) => id),
    withheld: all.filter(({ id }) => (asked.has(id) || running.has(id)) && !allowed.has(id)),
    notAsked: all.filter(({ id }) => !asked.has(id) && !running.has(id)),
  };
}

/** The ids that safety allows: without its positive control a check proves nothing, so it is withheld with it. */
function allowedBy(all: readonly CheckFacts[], safety: Safety): ReadonlySet<string> {
  const known = new Set(all.map(({ id }) => id));
  const isWithin = (check: CheckFacts) => safeties.indexOf(check.safety) <= safeties.indexOf(safety);
  const allowed = new Set(all.filter(isWithin).map(({ id }) => id));
  const lacksControl = ({ id, after }: CheckFacts) =>
    allowed.has(id) && after.some((control) => known.has(control) && !allowed.has(control));
  for (let withheld = all.filter(lacksControl); withheld.length > 0; withheld = all.filter(lacksControl)) {
    for (const { id } of withheld) allowed.delete(id);
  }
  return allowed;
}

/** These ids and all that they build on or leave telling to, however deep: without those a root would have another name. */
function withWhatTells(
  all: readonly CheckFacts[],
  ids: readonly string[],
  allowed: ReadonlySet<string>,
): ReadonlySet<string> {
  const byId = new Map(all.map((check) => [check.id, check]));
  const running = new Set(ids);
  const isNoDeeper = (tier: Tier, teller: string) => {
    const { tier: tellers } = byId.get(teller) ?? {};
    return tellers !== undefined && tiers.indexOf(tellers) <= tiers.indexOf(tier);
  };
  // A set is walked to its end, also what is added meanwhile.
  for (const id of running) {
    const check = byId.get(id);
    if (!check) continue;
    const { tier, defersTo = [] } = check;
    const tellers = defersTo.filter((teller) => allowed.has(teller) && isNoDeeper(tier, teller));
    [...foundationsOf(check), ...tellers].forEach((other) => running.add(other));
  }
  return running;
}

const areasOf = (checks: readonly CheckFacts[]): string[] => [...new Set(checks.map((check) => areaOf(check.id)))];

function refuseUnknown(all: readonly CheckFacts[], { areas = [], only = [], otherWords = [] }: Question): void {
  const known = areasOf(all);
  for (const area of areas) {
    if (known.includes(area)) continue;
    throw new UsageError(
      `There is no area or command "${area}". ${didYouMean(area, [...known, ...otherWords])}Areas: ${known.join(', ')}.`,
    );
  }
  const ids = all.map((check) => check.id);
  for (const pattern of only) {
    if (ids.some((id) => globMatches(pattern, id))) continue;
    throw new UsageError(`--only ${pattern} names no check. ${didYouMean(pattern, ids)}See ./medcor-verify list.`);
  }
}

/** A word whose checks the other words leave out would be forgotten without a word. */
function refuseContradictions(all: readonly CheckFacts[], question: Question, asked: ReadonlySet<string>): void {
  const { areas = [], only = [], tier = 'full', severity } = question;
  const others = [
    ...areas.map((area) => `the area ${area}`),
    `tier ${tier}`,
    ...(severity ? [`severity ${severity}`] : []),
  ].join(', ');
  for (const pattern of only) {
    if (all.some(({ id }) => globMatches(pattern, id) && asked.has(id))) continue;
    throw new UsageError(`--only ${pattern} names only checks that the other words leave out: ${others}.`);
  }
  for (const area of areas) {
    if (all.some(({ id }) => areaOf(id) === area && asked.has(id))) continue;
    const rest = [
      `tier ${tier}`,
      ...(severity ? [`severity ${severity}`] : []),
      ...only.map((each) => `--only ${each}`),
    ];
    throw new UsageError(`The area ${area} has no check that the other words leave: ${rest.join(', ')}.`);
  }
}
