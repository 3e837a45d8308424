import { areaOf } from '../harness/check.ts';
import { allChecks } from '../suites/all-checks.ts';

/** Every check and its facts, grouped by area for a person, as JSON for a script. */
export function list({ json = false }: { json?: boolean }): void {
  const facts = allChecks.map(
    ({ id, demand, source, severity, tier, safety, after, restsOn = [], remedy, refutedBy }) => ({
      id,
      area: areaOf(id),
      demand,
      source,
      severity,
      tier,
      safety,
      after,
      restsOn,
      remedy,
      refutedBy,
    }),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ schemaVersion: 1, checks: facts }, null, 2)}\n`);
    return;
  }
  for (const [area, checks] of Map.groupBy(facts, (check) => check.area)) {
    process.stdout.write(`${area}\n`);
    for (const { id, severity, safety, demand } of checks) {
      process.stdout.write(`  ${id}  (${severity}, ${safety})\n      ${demand}\n`);
    }
  }
}
