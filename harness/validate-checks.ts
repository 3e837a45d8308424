import { foundationsOf, type CheckFacts } from './check.ts';
import { scheduleOf } from './schedule.ts';

/** The list, unless its ids repeat, a check that one names does not exist, or its checks wait for each other in a circle. */
export function validateChecks<Check extends CheckFacts>(checks: readonly Check[]): readonly Check[] {
  const ids = new Set<string>();
  for (const { id } of checks) {
    if (ids.has(id)) throw new Error(`Two checks are called ${id}.`);
    ids.add(id);
  }
  for (const check of checks) {
    const unknown = foundationsOf(check).find((id) => !ids.has(id));
    if (unknown) throw new Error(`${check.id} stands after ${unknown}, which is not in the list.`);
    const silent = check.defersTo?.find((id) => !ids.has(id));
    if (silent) throw new Error(`${check.id} defers to ${silent}, which is not in the list.`);
  }
  // The end of one waits for the ends of those that it defers to.
  const waiting = checks.map((check) =>
    check.defersTo === undefined ? check : { ...check, after: check.after.concat(check.defersTo) },
  );
  scheduleOf(waiting, () => 0);
  return checks;
}
