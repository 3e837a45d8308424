import { faults, type FaultName } from '../contract/faults.ts';
import { areaOf } from '../harness/check.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { allChecks } from '../suites/all-checks.ts';
import { askedUnder } from '../suites/proof/asked-under.ts';
import { promisedKills } from '../suites/proof/compare.ts';
import { byName } from '../suites/proof/proving.ts';
import { areasTouched } from './areas-touched.ts';
import { changedFiles } from './changed-files.ts';
import { faultCalled } from './fault-called.ts';

/** The words that choose faults beside their names. */
export type FaultWords = { all?: boolean; area?: string[]; changed?: string | true };

/** The faults to prove, in the order of the contract, and in words how they were chosen. */
export type ChosenFaults = { faults: FaultName[]; because: string };

/** By name, by area, by what has changed; all of them where nothing narrows it. Throws a UsageError for two ways at once or an unknown word. */
export async function chooseFaults(
  names: readonly string[],
  { all = false, area = [], changed }: FaultWords,
): Promise<ChosenFaults> {
  const ways = [
    names.length > 0 && 'names of faults',
    all && '--all',
    area.length > 0 && '--area',
    changed !== undefined && '--changed',
  ].filter((way) => way !== false);
  if (ways.length > 1) throw new UsageError(`${ways.join(' and ')} choose faults in different ways. Give one of them.`);
  if (names.length > 0) {
    const named = new Set(names.map(faultCalled));
    return { faults: everyFault.filter((fault) => named.has(fault)), because: byName };
  }
  if (area.length > 0) {
    const areas = area.map(areaCalled);
    return {
      faults: everyFault.filter((fault) => areas.some((one) => concerns(fault, one))),
      because: `of ${areas.join(', ')}`,
    };
  }
  return changed === undefined
    ? { faults: everyFault, because: 'all' }
    : await sinceBase(changed === true ? 'origin/main' : changed);
}

const everyFault = Object.keys(faults) as FaultName[];
const areas = [...new Set(allChecks.map(({ id }) => areaOf(id)))];

/** The faults that a check of the area is red under, and those that belong to it. */
const concerns = (fault: FaultName, area: string): boolean =>
  faults[fault].area === area || promisedKills(allChecks, fault).some(({ id }) => areaOf(id) === area);

async function sinceBase(base: string): Promise<ChosenFaults> {
  const files = await changedFiles(base);
  return { faults: faultsAsking(areasTouched(files, areas)), because: `${files.length} files changed since ${base}` };
}

/** Every fault under which a check of one of these areas is asked: it might turn red there now, though nobody promises that. */
export const faultsAsking = (touched: ReturnType<typeof areasTouched>): FaultName[] =>
  everyFault.filter(
    (fault) => touched === 'everything' || askedUnder(allChecks, [fault]).some(({ id }) => touched.has(areaOf(id))),
  );

function areaCalled(name: string): string {
  if (areas.includes(name)) return name;
  throw new UsageError(`There is no area "${name}". ${didYouMean(name, areas)}Areas: ${areas.join(', ')}.`);
}
