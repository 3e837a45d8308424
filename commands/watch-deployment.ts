import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { exitCodes } from '../harness/verdict.ts';
import { reportFile } from '../reports/report-file.ts';
import { askOnce, type OneRun } from './ask-once.ts';
import type { Chosen } from './chosen.ts';
import { LeftBehind } from './interruptible.ts';

/** Who is told while a deployment is watched. */
export type Watcher = {
  onStart?: () => void;
  onResult?: (result: Result) => void;
  /** `before` is the run before this one. */
  onRun: (run: Run, before: Run | undefined) => void;
  onLeftBehind: (residue: readonly string[]) => void;
};

export type Watching = Omit<OneRun, 'onResult' | 'onSwept' | 'directory'> & {
  /** From the start of a run to the start of the next. */
  everyMs: number;
  /** Ends after so many. */
  runs: number;
  /** The folder of the newest run: one for all of them, since a day has thousands. */
  directory: string;
  metricsFile: string;
  watcher: Watcher;
};

/** As shells have it for Ctrl-C, where that came before the first run had ended. */
const interrupted = 130;

/** Asks again and again until it has been often enough or `signal` aborts, and gives the exit code of the last run that ended. */
export async function watchDeployment(chosen: Chosen, watching: Watching): Promise<number> {
  const { everyMs, runs, signal, watcher } = watching;
  let last: Run | undefined;
  for (let count = 1; ; count += 1) {
    const begun = performance.now();
    try {
      const run = await oneRun(chosen, watching);
      watcher.onRun(run, last);
      last = run;
      if (count >= runs) return run.exitCode;
      await pause(Math.max(0, everyMs - (performance.now() - begun)), undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      return ended(last, error, watcher);
    }
  }
}

function ended(last: Run | undefined, error: unknown, { onLeftBehind }: Watcher): number {
  if (!(error instanceof LeftBehind)) return last?.exitCode ?? interrupted;
  onLeftBehind(error.residue);
  return last?.word === 'violated' ? last.exitCode : exitCodes.residue;
}

async function oneRun(chosen: Chosen, watching: Watching): Promise<Run> {
  const { watcher, directory } = watching;
  watcher.onStart?.();
  const onResult = watcher.onResult?.bind(watcher);
  const judge = await askOnce(chosen, { ...watching, directory, ...(onResult ? { onResult } : {}) });
  const run = judge([]);
  const troubles = await troublesOf(run, watching);
  return troubles.length === 0 ? run : judge(troubles);
}

/** Metrics that cannot be written are not there, and nobody notices: that is told by the word. */
async function troublesOf(run: Run, { directory, metricsFile }: Watching): Promise<string[]> {
  const { json } = await import('../reports/json.ts');
  const { prometheus } = await import('../reports/prometheus.ts');
  const metrics = reportFile(basename(metricsFile), prometheus.render);
  const writing = [
    { what: `the results in ${directory}`, write: () => json.write(run, { directory }) },
    { what: `the metrics ${metricsFile}`, write: () => metrics.write(run, { directory: dirname(metricsFile) }) },
  ];
  const troubles: string[] = [];
  for (const { what, write } of writing) {
    try {
      await mkdir(directory, { recursive: true });
      await write();
    } catch (error) {
      troubles.push(`${what} could not be written: ${sentenceOf(error)}`);
    }
  }
  return troubles;
}
