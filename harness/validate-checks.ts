import { foundationsOf, type CheckFacts } from './check.ts';
import { scheduleOf } from './schedule.ts';

/** The list, unless its ids repeat, its foundations do not exist, or its checks wait for each other in a circle. */
export function validateChecks<Check extends CheckFacts>(checks: readonly Check[]): readonly Check[] {
  const ids = new Set<string>();
  for (const { id } of checks) {
    if (ids.has(id)) throw new Error(`Two checks are called ${id}.`);
    ids.add(id);
  }
  for (const check of checks) {
    const unknown = foundationsOf(check).find((id) => !ids.has(id));
    if (unknown) throw new Error(`${check.id} stands after ${unknown}, which is not in the list.`);
  }
  scheduleOf(checks, () => 0);
  return checks;
}
