import { join } from 'node:path';
import { runIdOf } from '../harness/judge-run.ts';
import type { Run } from '../harness/run.ts';
import { select } from '../harness/selection.ts';
import { allChecks } from '../suites/all-checks.ts';
import { readEnvironment, type Environment } from '../targets/read-environment.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { chooseDeployment } from './choose-deployment.ts';
import type { Chosen } from './chosen.ts';
import type { AskOptions } from './options.ts';
import { outDirectoryOf } from './out-directory.ts';
import { questionOf, refuseUnknownExcuses } from './question.ts';
import { tellLines } from './tell-lines.ts';
import { untilInterrupted } from './until-interrupted.ts';
import { watchDeployment, type Watcher } from './watch-deployment.ts';
import { changesOf, watchLines } from './watch-lines.ts';
import { wayTo } from './way-to.ts';

export type WatchOptions = AskOptions & { every?: number; runs?: number; metrics?: string };

const everyMs = 30_000;

/** Asks again and again: a line a run, what is other than before, and metrics for Prometheus. Ends with the exit code of the last run. */
export const watch = (areas: readonly string[], options: WatchOptions, known: Set<string>): Promise<number> =>
  watchWith(areas, options, known, (stream) => (options.json ? jsonLines : linesOn(stream, readEnvironment())));

/** The same for another way of telling, which is made for the deployment that was chosen. */
export function watchWith(
  areas: readonly string[],
  options: WatchOptions,
  known: Set<string>,
  watcherFor: (stream: NodeJS.WriteStream, chosen: Chosen, everyMs: number) => Watcher,
): Promise<number> {
  select(allChecks, questionOf(areas, options));
  const environment = readEnvironment();
  const stream = options.json ? process.stderr : process.stdout;
  return untilInterrupted(async (signal) => {
    await using chosen = await chooseDeployment(options, { environment, signal, stream });
    const { deployment } = chosen;
    for (const secret of secretsOf(deployment)) known.add(secret);
    refuseUnknownExcuses(
      deployment,
      allChecks.map((check) => check.id),
    );
    if (options.wait !== undefined) {
      const { checks } = select(allChecks, questionOf(areas, options, deployment));
      const { waitFor } = await import('./wait-for.ts');
      await waitFor({ deployment, checks, withinMs: options.wait, environment, signal, stream });
    }
    const outDirectory = outDirectoryOf(options, environment);
    const directory = join(outDirectory, `watch-${runIdOf(new Date())}`);
    const metricsFile = options.metrics ?? join(directory, 'metrics.prom');
    const every = options.every ?? everyMs;
    stream.write(`every ${every / 1000} s until Ctrl-C; metrics in ${wayTo(metricsFile)}\n`);
    return await watchDeployment(chosen, {
      areas,
      options,
      environment,
      outDirectory,
      everyMs: every,
      runs: options.runs ?? Infinity,
      directory,
      metricsFile,
      signal,
      watcher: watcherFor(stream, chosen, every),
    });
  });
}

/** What may be left of our own data, told to a person in any case. */
export const onLeftBehind = (residue: readonly string[]): void => {
  for (const sentence of residue) process.stderr.write(`  residue  ${sentence}\n`);
};

const linesOn = (stream: NodeJS.WriteStream, environment: Environment): Watcher => ({
  onRun: (run, before) => tellLines(watchLines(run, before), environment, stream),
  onLeftBehind,
});

const jsonLines: Watcher = {
  onRun: (run, before) => process.stdout.write(`${JSON.stringify(toldRun(run, before))}\n`),
  onLeftBehind,
};

/** A run as `watch --json` tells it, a JSON text a line; its shape is docs/schemas/watch.schema.json. */
const toldRun = (run: Run, before: Run | undefined) => ({
  schemaVersion: 1,
  id: run.id,
  startedAt: run.startedAt,
  durationMs: run.durationMs,
  target: run.target,
  word: run.word,
  words: run.words,
  exitCode: run.exitCode,
  advice: run.advice,
  counts: run.counts,
  changes: changesOf(run, before).map(({ ids, text }) => ({ ids, text })),
});
