import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../harness/run.ts';
import { targetOf } from '../reports/comparison/asked-alike.ts';
import { runIdsIn } from './find-run.ts';

/** What is remembered of a run to be compared with a later one. */
export type EarlierRun = Pick<Run, 'id' | 'word' | 'target' | 'askedAs'> & {
  /** The ids of the checks that passed in it. */
  passed: ReadonlySet<string>;
};

/** Runs that are older than this are no "before". */
const mostRuns = 200;

/** The runs of the same target before this one, the newest first. What cannot be read, or was written by another version, is passed over. */
export async function* earlierRuns(
  present: Pick<Run, 'id' | 'target' | 'askedAs'>,
  outDirectory: string,
): AsyncGenerator<EarlierRun> {
  const ids = (await runIdsIn(outDirectory)).filter((each) => each < present.id).slice(0, mostRuns);
  for (const each of ids) {
    const run = await runCalled(each, outDirectory);
    if (run && targetOf(run) === targetOf(present)) yield run;
  }
}

async function runCalled(id: string, outDirectory: string): Promise<EarlierRun | undefined> {
  try {
    const { schemaVersion, word, target, askedAs, results } = JSON.parse(
      await readFile(join(outDirectory, id, 'results.json'), 'utf8'),
    ) as Run;
    if (schemaVersion !== 2 || typeof target.name !== 'string' || typeof askedAs !== 'string') return undefined;
    const passed = new Set(results.flatMap((result) => (result.verdict === 'passed' ? [result.id] : [])));
    return { id, word, target, askedAs, passed };
  } catch {
    // It broke off before it had a verdict, or is being written.
    return undefined;
  }
}
