import { allChecks } from '../suites/all-checks.ts';
import { excusesOf, lackOfIdentity } from '../suites/foresee.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import type { Target } from '../targets/target.ts';

/** Which checks a profile offers and has no identity for, with the reason, a sentence each. */
export async function lacksOf({ connection: _way, services: _services, ...profile }: Target): Promise<string[]> {
  // Files that a profile names need not be there yet.
  const deployment = resolveTarget(profile, {}, []);
  const lacking = allChecks.flatMap((check) => {
    const why = lackOfIdentity(deployment, check);
    return why === undefined ? [] : [{ check, why }];
  });
  const excuses = await excusesOf(
    deployment,
    lacking.map(({ check }) => check),
  );
  const told = lacking.filter(({ check }) => !excuses.has(check.id));
  return [...Map.groupBy(told, ({ why }) => why)].map(
    ([why, some]) => `${some.map(({ check }) => check.id).join(', ')}: ${why}`,
  );
}
