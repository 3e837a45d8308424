import type { Run } from '../harness/run.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { comparisonLines } from '../reports/comparison/comparison-lines.ts';
import { targetOf } from '../reports/comparison/asked-alike.ts';
import { compareRuns, type Patience } from '../reports/comparison/compare-runs.ts';
import { readRun } from '../reports/read-run.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { earlierRuns } from './earlier-runs.ts';
import { findRun } from './find-run.ts';
import { outDirectoryOf } from './out-directory.ts';
import { tellLines } from './tell-lines.ts';
import { wayTo } from './way-to.ts';

export type CompareOptions = { factor?: number; floor?: number; json?: boolean; reports?: string };

/** A query that takes 10 ms more or a browser that starts a second later is no news. */
const patience: Patience = { factor: 2, floorMs: 1000 };

/** Tells what changed from one run to a later one (`latest` where none is given). Exit 1 when something got worse. */
export async function compare(
  beforeWord: string,
  afterWord = 'latest',
  { factor = patience.factor, floor = patience.floorMs, json = false, ...where }: CompareOptions = {},
): Promise<number> {
  const environment = readEnvironment();
  const outDirectory = outDirectoryOf(where, environment);
  const after = await findRun(afterWord, outDirectory);
  const later = await readRun(after);
  const before = await findRun(
    beforeWord === 'previous' ? await idBefore(later, outDirectory) : beforeWord,
    outDirectory,
  );
  if (before === after)
    throw new UsageError(
      `${beforeWord} and ${afterWord} are the same run: ${before}. Give two, the earlier one first.`,
    );
  const comparison = compareRuns(await readRun(before), later, { factor, floorMs: floor });
  if (json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else tellLines(comparisonLines(comparison), environment);
  return comparison.worse.length === 0 ? exitCodes.verified : exitCodes.violated;
}

async function idBefore(run: Run, outDirectory: string): Promise<string> {
  for await (const { id } of earlierRuns(run, outDirectory)) return id;
  throw new UsageError(`There is no run of ${targetOf(run)} before ${run.id} in ${wayTo(outDirectory)}.`);
}
