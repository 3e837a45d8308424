import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import type { Run } from '../harness/run.ts';
import type { Place, Report } from './report.ts';

/** By their names in a trouble. Each is loaded while those before it are written: Allure's many files take longest, so they come first. */
const reports: Readonly<Record<string, () => Promise<Report>>> = {
  'allure-results': async () => (await import('./allure.ts')).allure,
  'results.json': async () => (await import('./json.ts')).json,
  'junit.xml': async () => (await import('./junit.ts')).junit,
  'report.html': async () => (await import('./html.ts')).html,
  'metrics.prom': async () => (await import('./prometheus.ts')).prometheus,
  'badge.json': async () => (await import('./badge.ts')).badge,
  'summary for GitHub': async () => (await import('./github-summary.ts')).githubSummary,
};

type Where = {
  /** The folder of all runs; `latest` in it points to the newest. */
  outDirectory: string;
  githubStepSummary?: string | undefined;
};

/** The run as it was told in the end, and what a person opens to read it; empty where nothing could be written. */
export type Written = { run: Run; toRead: string };

/**
 * Writes every report of a run into its folder and points `latest` beside it to it. A report that cannot be written is our own
 * trouble: the run is judged again with it, and the others are written again, so that all say the same word.
 */
export async function writeReports(judge: (troubles: readonly string[]) => Run, where: Where): Promise<Written> {
  const troubles = new Map<string, string>();
  for (;;) {
    const run = judge([...troubles.values()]);
    const found = (await troublesOf(run, where)).filter(([name]) => !troubles.has(name));
    // There are only so many reports, so this ends.
    if (found.length === 0) return { run, toRead: whatToRead(join(where.outDirectory, run.id)) };
    for (const [name, trouble] of found) troubles.set(name, trouble);
  }
}

type Trouble = [name: string, sentence: string];

async function troublesOf(run: Run, { outDirectory, githubStepSummary }: Where): Promise<Trouble[]> {
  const directory = join(outDirectory, run.id);
  const place: Place = { directory, ...(githubStepSummary ? { githubStepSummary } : {}) };
  const noFolder = await attempt(`the folder of the reports, ${directory},`, () =>
    mkdir(directory, { recursive: true }),
  );
  const writing: Promise<Trouble[]>[] = [];
  for (const [name, load] of Object.entries(reports)) {
    const loading = load();
    writing.push(
      attempt(`the report ${name}`, async () => {
        const report = await loading;
        if (noFolder.length === 0 || report.elsewhere) await report.write(run, place);
      }),
    );
    // A report that does not load has been told.
    await loading.catch(() => {});
  }
  const noReport = await Promise.all(writing);
  const noLink =
    noFolder.length === 0 ? await attempt('the link to the newest run', () => pointLatestTo(run.id, outDirectory)) : [];
  return [...noFolder, ...noReport.flat(), ...noLink];
}

async function attempt(name: string, write: () => unknown): Promise<Trouble[]> {
  try {
    await write();
    return [];
  } catch (error) {
    return [[name, `${name} could not be written: ${sentenceOf(error)}`]];
  }
}

/** Renamed into place, since another run may point `latest` to itself at the same moment. */
async function pointLatestTo(id: string, outDirectory: string): Promise<void> {
  const link = join(outDirectory, id, '.latest.partial');
  await rm(link, { force: true });
  await symlink(id, link);
  await rename(link, join(outDirectory, 'latest'));
}

/** Nothing where nothing could be written. */
const whatToRead = (directory: string): string =>
  [join(directory, 'report.html'), directory].find((path) => existsSync(path)) ?? '';
