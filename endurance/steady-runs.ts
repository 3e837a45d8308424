import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../containers/prerequisites/this-machine.ts';
import type { Run } from '../harness/run.ts';
import { busyLoops } from './busy-loops.ts';

export type Steadiness = {
  /** After `./medcor-verify`: what is asked, of a stack that is up. */
  words: readonly string[];
  runs: number;
  /** How many busy loops take the processors meanwhile. */
  busy: number;
  environment?: NodeJS.ProcessEnv;
  onRun?: (run: Asked) => void;
};

/** One run: its word, the ids of what passed, in their order, what did not with its cause, and how long it took. */
export type Asked = { word: string; passed: string[]; others: string[]; ms: number };

/** Asks the same again and again, process by process, on a machine that has no time. */
export async function steadyRuns({ words, runs, busy, environment, onRun }: Steadiness): Promise<Asked[]> {
  using _ = busyLoops(busy);
  const asked: Asked[] = [];
  for (let number = 0; number < runs; number += 1) {
    const run = await askOnce(words, environment);
    asked.push(run);
    onRun?.(run);
  }
  return asked;
}

function askOnce(words: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<Asked> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    const options = { env: environment, maxBuffer: 64 * 1024 * 1024 };
    execFile(join(projectRoot, 'medcor-verify'), [...words, '--json'], options, (error, stdout, stderr) => {
      if (stdout === '')
        return reject(new Error(`./medcor-verify ${words.join(' ')} told nothing: ${stderr}`, { cause: error }));
      const { word, reasons, results } = JSON.parse(stdout) as Run;
      resolve({
        word: [word, ...reasons].join(' '),
        passed: results.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id),
        others: results.flatMap(othersIn),
        ms: performance.now() - beganMs,
      });
    });
  });
}

/** What a healthy system gives nothing to ask about is skipped each time. */
function othersIn(result: Run['results'][number]): string[] {
  if (result.verdict === 'failed')
    return [`${result.id} failed (${result.violation.cause.id}: ${result.violation.actual})`];
  if (result.verdict === 'broken') return [`${result.id} broken (${result.reason})`];
  return result.verdict === 'blocked' ? [`${result.id} blocked by ${result.by}`] : [];
}
