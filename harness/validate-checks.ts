import { foundationsOf, type CheckFacts } from './check.ts';

/** Refuses a list whose ids repeat, whose prerequisites do not exist, or that wait for each other in a circle. */
export function validateChecks(checks: readonly CheckFacts[]): void {
  const byId = new Map<string, CheckFacts>();
  for (const check of checks) {
    if (byId.has(check.id)) throw new Error(`Two checks are called ${check.id}.`);
    byId.set(check.id, check);
  }
  for (const check of checks) {
    const unknown = foundationsOf(check).find((id) => !byId.has(id));
    if (unknown) throw new Error(`${check.id} stands after ${unknown}, which is not in the list.`);
  }
  const sound = new Set<string>();
  const visit = (check: CheckFacts, path: readonly string[]) => {
    if (sound.has(check.id)) return;
    if (path.includes(check.id))
      throw new Error(`These checks wait for each other: ${[...path, check.id].join(' -> ')}.`);
    for (const id of foundationsOf(check)) visit(byId.get(id) as CheckFacts, [...path, check.id]);
    sound.add(check.id);
  };
  for (const check of checks) visit(check, []);
}
