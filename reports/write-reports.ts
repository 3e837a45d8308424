import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../harness/run.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Report } from './report.ts';

const reports: readonly Report[] = [json, junit];

/** Writes every report of a run into its folder and points `latest` beside it to it. */
export async function writeReports(run: Run, outDirectory: string): Promise<void> {
  const directory = join(outDirectory, run.id);
  await mkdir(directory, { recursive: true });
  await Promise.all(reports.map((report) => writeFile(join(directory, report.file), report.render(run))));
  // Renamed into place, since another run may point `latest` to itself at the same moment.
  const link = join(directory, 'latest');
  await symlink(run.id, link);
  await rename(link, join(outDirectory, 'latest'));
}
