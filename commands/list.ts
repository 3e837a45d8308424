import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faults, type FaultFacts } from '../contract/faults.ts';
import { promises } from '../contract/promises.ts';
import { areaOf } from '../harness/check.ts';
import { exitCodes } from '../harness/verdict.ts';
import { allChecks } from '../suites/all-checks.ts';
import { promisedKills } from '../suites/proof/compare.ts';
import { checksPage } from './checks-page.ts';
import { listProblems } from './list-problems.ts';

export type ListOptions = { faults?: boolean; json?: boolean; markdown?: boolean; check?: boolean };

/** Every check and its facts, or every fault: by area for a person, as JSON for a script, as a page; or what is wrong with them (exit 1). */
export async function list(options: ListOptions): Promise<number> {
  const facts = { checks: allChecks, faults, promises };
  if (options.check) return await tellProblems(facts);
  if (options.markdown) process.stdout.write(checksPage(facts));
  else if (options.json) process.stdout.write(`${JSON.stringify(factsFor(options), null, 2)}\n`);
  else process.stdout.write(options.faults ? faultLines() : checkLines());
  return exitCodes.verified;
}

async function tellProblems(facts: Parameters<typeof checksPage>[0]): Promise<number> {
  const page = await readFile(join(import.meta.dirname, '..', 'docs', 'checks.md'), 'utf8').catch(() => undefined);
  const problems = listProblems({ ...facts, page });
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  return problems.length === 0 ? exitCodes.verified : exitCodes.violated;
}

const everyFault: [string, FaultFacts][] = Object.entries(faults);

const factsFor = (options: ListOptions) =>
  options.faults
    ? {
        schemaVersion: 1,
        faults: everyFault.map(([name, facts]) => ({ name, ...facts, mustTurnRed: promisedKills(allChecks, name) })),
      }
    : {
        schemaVersion: 1,
        checks: allChecks.map(
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
        ),
      };

const checkLines = (): string =>
  linesByArea(
    allChecks,
    ({ id }) => areaOf(id),
    ({ id, severity, safety, demand }) => [`${id}  (${severity}, ${safety})`, demand],
  );

const faultLines = (): string =>
  linesByArea(
    everyFault,
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
): string {
  const indented = (thing: Thing) => linesOf(thing).map((line, index) => `${index === 0 ? '  ' : '      '}${line}`);
  return [...Map.groupBy(things, areaOfThing)]
    .flatMap(([area, inArea]) => [area].concat(inArea.flatMap(indented)))
    .map((line) => `${line}\n`)
    .join('');
}
