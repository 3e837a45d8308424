import { namedBy, type CheckFacts } from './check.ts';
import { scheduleOf } from './schedule.ts';

/** The list, unless its ids repeat, a check that one names does not exist, or its checks wait for each other in a circle. */
export function validateChecks<Check extends CheckFacts>(checks: readonly Check[]): readonly Check[] {
  const ids = new Set<string>();
  for (const { id } of checks) {
    if (ids.has(id)) throw new Error(`Two checks are called ${id}.`);
    ids.add(id);
  }
  for (const check of checks) {
    const unknown = namedBy(check).find((id) => !ids.has(id));
    if (unknown === undefined) continue;
    const relation = check.defersTo?.includes(unknown) ? 'defers to' : 'stands after';
    throw new Error(`${check.id} ${relation} ${unknown}, which is not in the list.`);
  }
  // The end of one waits for the ends of those that it defers to.
  const waiting = checks.map((check) => ({ ...check, after: namedBy(check) }));
  scheduleOf(waiting, () => 0);
  return checks;
}
