import { areaOf, safeties, severities, tiers, type CheckFacts, type Safety } from './check.ts';
import type { Question } from './question.ts';

/** Why the words of a question leave a check out; undefined where they ask for it. */
export function whyNotAsked(check: CheckFacts, question: Question): string | undefined {
  const { areas = [], only = [], severity = 'minor', onlyWhenNamed = [] } = question;
  // Whoever names a check means it, however long it takes.
  const { tier = only.includes(check.id) ? 'deep' : 'full' } = question;
  const area = areaOf(check.id);
  if (areas.length > 0 && !areas.includes(area)) return `the area ${area} was not named`;
  if (only.length > 0 && !only.some((pattern) => globMatches(pattern, check.id))) return 'no --only names it';
  if (tiers.indexOf(check.tier) > tiers.indexOf(tier)) return `its tier, ${check.tier}, is beyond ${tier}`;
  if (severities.indexOf(check.severity) > severities.indexOf(severity))
    return `its severity, ${check.severity}, is below ${severity}`;
  if (areas.length + only.length === 0 && onlyWhenNamed.includes(area)) return `${area} is asked only when it is named`;
  return undefined;
}

/** Why a check is withheld where no more than `safety` is allowed. */
export const whyWithheld = (check: CheckFacts, safety: Safety): string =>
  safeties.indexOf(check.safety) > safeties.indexOf(safety)
    ? `it needs --safety ${check.safety}`
    : `it proves nothing without ${check.after.join(' and ')}, which needs more than --safety ${safety}`;

/** `*` stands for any run of letters; everything else for itself. */
export function globMatches(pattern: string, id: string): boolean {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
  ).test(id);
}
