import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { wayTo } from './way-to.ts';

const resultsFile = 'results.json';

/** The results.json that a person means by `latest`, a run's id, its folder or the file itself. Throws a UsageError where there is none. */
export async function findRun(word: string, outDirectory: string): Promise<string> {
  for (const path of [word, join(outDirectory, word)]) {
    const found = await fileIn(path);
    if (found) return found;
  }
  const known = await runIdsIn(outDirectory);
  if (known.length === 0 && (word === 'latest' || word === 'previous'))
    throw new UsageError(`There is no run in ${wayTo(outDirectory)} yet. Ask something first: ./medcor-verify --help.`);
  const newest = known[0] === undefined ? 'There is no run yet.' : `The newest is ${known[0]}.`;
  throw new UsageError(
    `No run is called "${word}", and there is no such folder or file with results. ${didYouMean(word, ['latest', 'previous', ...known])}${newest} Give latest, a run's id (a folder in ${wayTo(outDirectory)}), or the path of a results.json.`,
  );
}

/** The ids of the runs in a folder, the newest first. */
export async function runIdsIn(outDirectory: string): Promise<string[]> {
  const names = await readdir(outDirectory).catch(() => []);
  return names.filter((name) => /^\d{4}-\d\d-\d\dT/.test(name)).sort((left, right) => (left < right ? 1 : -1));
}

/** With links followed: `latest` may point elsewhere a moment later. */
async function fileIn(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isFile()) return realpath(path);
  const file = join(path, resultsFile);
  return (await stat(file).catch(() => undefined))?.isFile() ? realpath(file) : undefined;
}
