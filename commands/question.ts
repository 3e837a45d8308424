import type { Purpose } from '../containers/prerequisites/prerequisite.ts';
import { safeties, type Safety } from '../harness/check.ts';
import type { Question } from '../harness/question.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import type { Deployment } from '../targets/deployment.ts';
import type { AskOptions } from './options.ts';

/** Load takes long and resilience disturbs: asked only when named. */
const onlyWhenNamed = ['load', 'resilience'];

/** What the words on the command line ask of a deployment; before it is known, of one that allows everything. */
export const questionOf = (areas: readonly string[], options: AskOptions, deployment?: Deployment): Question => ({
  areas,
  safety: deployment ? furthestSafety(deployment, options) : 'destructive',
  onlyWhenNamed,
  ...(options.only ? { only: options.only } : {}),
  ...(options.tier ? { tier: options.tier } : {}),
  ...(options.severity ? { severity: options.severity } : {}),
});

/** The words that narrow the question, as a verdict tells them. */
export const narrowing = (areas: readonly string[], { only = [], tier, severity }: AskOptions): string[] => [
  ...(areas.length + only.length === 0 ? ['load is asked when it is named'] : []),
  // A word that is said twice narrows no more.
  ...new Set(areas.map((area) => `area ${area}`)),
  ...new Set(only.map((pattern) => `only ${pattern}`)),
  ...(severity ? [`severity ${severity}`] : []),
  ...(tier ? [`tier ${tier}`] : []),
];

/** What has to be on this machine for the question; nothing is installed for a deployment that we do not start. */
export function purposesOf(areas: readonly string[], { stack, only = [] }: AskOptions): Purpose[] {
  if (!stack) return [];
  const asks = (area: string) =>
    areas.includes(area) ||
    only.some((pattern) => pattern.startsWith(area)) ||
    (areas.length + only.length === 0 && !onlyWhenNamed.includes(area));
  return [
    stack === 'containers' ? 'containers' : 'stack',
    ...(asks('journeys') ? ['journeys' as const] : []),
    ...(asks('load') ? ['load' as const] : []),
  ];
}

/** What the target accepts as unproven, or waives, must exist: a misspelt id would excuse nothing, silently. */
export function refuseUnknownExcuses({ name, accepted, waivers = [] }: Deployment, known: readonly string[]): void {
  const refuse = (excuses: string, id: string) => {
    if (known.includes(id)) return;
    throw new UsageError(
      `The target "${name}" ${excuses}, and no check is called so. ${didYouMean(id, known)}See ./medcor-verify list.`,
    );
  };
  for (const id of Object.keys(accepted)) refuse(`accepts ${id} as unproven`, id);
  for (const { check, reason } of waivers) refuse(`waives ${check} (${reason})`, check);
}

/** What we did not start is only observed unless told otherwise, and never beyond what its profile allows. */
function furthestSafety(deployment: Deployment, { safety }: AskOptions): Safety {
  const wanted = safety ?? (deployment.own ? 'destructive' : 'observe');
  if (safeties.indexOf(wanted) <= safeties.indexOf(deployment.furthestSafety)) return wanted;
  throw new UsageError(
    `The target "${deployment.name}" allows ${deployment.furthestSafety} at most, and --safety ${wanted} was asked for. Ask for less, or change furthestSafety in its profile.`,
  );
}
