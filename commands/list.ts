import { faults, type FaultFacts } from '../contract/faults.ts';
import { areaOf } from '../harness/check.ts';
import { select } from '../harness/selection.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { allChecks } from '../suites/all-checks.ts';
import { promisedKills } from '../suites/proof/compare.ts';
import type { AskOptions } from './options.ts';
import { tellLines } from './tell-lines.ts';

export type ListOptions = Pick<AskOptions, 'only' | 'severity' | 'tier' | 'json'> & {
  faults?: boolean;
  markdown?: boolean;
  check?: boolean;
};

/** Every check and its facts, or every fault: by area for a person, as JSON for a script, as a page; or what is wrong with them (exit 1). */
export async function list(areas: readonly string[], options: ListOptions): Promise<number> {
  const narrowed = areas.length > 0 || options.only || options.severity || options.tier;
  if (narrowed && (options.check || options.markdown))
    throw new UsageError(
      '--check and --markdown are for the whole list: leave areas, --only, --severity and --tier out.',
    );
  if (options.check) return (await import('./whole-list.ts')).tellProblems();
  if (options.markdown) return (await import('./whole-list.ts')).tellPage();
  const checks = narrowed ? checksNamed(areas, options) : allChecks;
  const named = faultsThatTurnRed(checks);
  if (options.json && options.faults) tellJson({ faults: named.map(faultFacts) });
  else if (options.json) tellJson({ checks: checks.map(checkFacts) });
  else tellLines(options.faults ? faultLines(named) : checkLines(checks));
  return exitCodes.verified;
}

/** The checks that these words name and no other: what they build on is not listed for them. */
function checksNamed(areas: readonly string[], { only = [], severity, tier = 'deep' }: ListOptions): typeof allChecks {
  const { checks, drawnIn } = select(allChecks, {
    areas,
    only,
    tier,
    safety: 'destructive',
    ...(severity ? { severity } : {}),
  });
  return checks.filter(({ id }) => !drawnIn.includes(id));
}

const faultsThatTurnRed = (checks: typeof allChecks): typeof everyFault =>
  checks === allChecks ? everyFault : everyFault.filter(([name]) => checks.some(({ refutedBy }) => name in refutedBy));

const tellJson = (facts: object) =>
  process.stdout.write(`${JSON.stringify({ schemaVersion: 1, ...facts }, null, 2)}\n`);

const everyFault: [string, FaultFacts][] = Object.entries(faults);

const faultFacts = ([name, facts]: (typeof everyFault)[number]) => ({
  name,
  ...facts,
  mustTurnRed: promisedKills(allChecks, name),
});

const checkFacts = (check: (typeof allChecks)[number]) => {
  const { id, demand, source, severity, tier, safety, after, restsOn = [], defersTo, needs, requests } = check;
  return {
    id,
    area: areaOf(id),
    demand,
    source,
    severity,
    tier,
    safety,
    after,
    restsOn,
    ...(defersTo ? { defersTo } : {}),
    needs,
    ...('runner' in check ? { runner: check.runner } : {}),
    requests,
    remedy: check.remedy,
    refutedBy: check.refutedBy,
  };
};

const checkLines = (checks: typeof allChecks): string[] =>
  linesByArea(
    checks,
    ({ id }) => areaOf(id),
    ({ id, severity, safety, demand }) => [`${id}  (${severity}, ${safety})`, demand],
  );

const faultLines = (named: typeof everyFault): string[] =>
  linesByArea(
    named,
    ([, { area }]) => area,
    ([name, { on, tells }]) => [
      `${name}  (${on})`,
      tells,
      ...promisedKills(allChecks, name).map(({ id, cause }) => `turns red ${id} (${cause})`),
    ],
  );

function linesByArea<Thing>(
  things: readonly Thing[],
  areaOfThing: (thing: Thing) => string,
  linesOf: (thing: Thing) => readonly string[],
): string[] {
  const indented = (thing: Thing) => linesOf(thing).map((line, index) => `${index === 0 ? '  ' : '      '}${line}`);
  return [...Map.groupBy(things, areaOfThing)].flatMap(([area, inArea]) => [area].concat(inArea.flatMap(indented)));
}
