import { select } from '../harness/selection.ts';
import { consoleReport } from '../reports/console.ts';
import { json } from '../reports/json.ts';
import { allChecks } from '../suites/all-checks.ts';
import { readEnvironment, type Environment } from '../targets/read-environment.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { askOnce } from './ask-once.ts';
import { chooseDeployment } from './choose-deployment.ts';
import type { Chosen } from './chosen.ts';
import { interruptible } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { outDirectoryOf } from './out-directory.ts';
import { purposesOf, questionOf, refuseUnknownExcuses } from './question.ts';

/** What surrounds a run beside the words on the command line. */
export type Surroundings = {
  environment: Environment;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  outDirectory: string;
  /** How long a load lasts, where it shall not last as long as the contract says. */
  loadSeconds?: number;
  /** For how many milliseconds a stream is left alone, where that is not as long as the guide promises. */
  leftAloneMs?: number;
  /** Takes in the secrets of the deployment once it is known, so that no later error tells them. */
  known: Set<string>;
};

/** Asks a deployment what the words on the command line mean, tells it and returns the exit code. */
export function ask(
  areas: readonly string[],
  options: AskOptions,
  commands: readonly string[] = [],
  given: Partial<Surroundings> = {},
): Promise<number> {
  // Misspelt words are found before a stack is started for them.
  select(allChecks, { ...questionOf(areas, options), otherWords: commands });
  const around: Surroundings = { ...surroundings(options), ...given };
  const { environment } = around;
  const stream = options.json ? around.stderr : around.stdout;
  return interruptible(async (signal) => {
    if (options.install) {
      const { installMissing } = await import('./install-missing.ts');
      await installMissing(purposesOf(areas, options), stream);
    }
    await using chosen = await chooseDeployment(options, { environment, signal, stream });
    for (const secret of secretsOf(chosen.deployment)) around.known.add(secret);
    return await askAndTell(chosen, { ...around, areas, options, signal, stream });
  });
}

function surroundings(options: AskOptions): Surroundings {
  const environment = readEnvironment();
  const outDirectory = outDirectoryOf(options, environment);
  return { environment, stdout: process.stdout, stderr: process.stderr, outDirectory, known: new Set() };
}

type Asked = Surroundings & {
  areas: readonly string[];
  options: AskOptions;
  signal: AbortSignal;
  stream: NodeJS.WriteStream;
};

async function askAndTell(
  chosen: Chosen,
  { areas, options, environment, loadSeconds, leftAloneMs, outDirectory, signal, stdout, stream }: Asked,
): Promise<number> {
  const { deployment } = chosen;
  refuseUnknownExcuses(
    deployment,
    allChecks.map((check) => check.id),
  );
  const { checks } = select(allChecks, questionOf(areas, options, deployment));
  if (options.wait !== undefined) {
    const { waitFor } = await import('./wait-for.ts');
    await waitFor({ deployment, checks, withinMs: options.wait, environment, signal, stream });
  }
  using told = consoleReport(stream, checks, environment);
  const judge = await askOnce(chosen, {
    areas,
    options,
    environment,
    outDirectory,
    ...(loadSeconds === undefined ? {} : { loadSeconds }),
    leftAloneMs,
    signal,
    onResult: told.onResult,
    onSwept: (sentence) => stream.write(`  ${sentence}\n`),
  });
  // The libraries that write reports are not loaded before the first request.
  const { writeReports } = await import('../reports/write-reports.ts');
  const { githubStepSummary } = environment;
  const { run, toRead } = await writeReports(judge, { outDirectory, githubStepSummary });
  told.onEnd(run, toRead);
  if (options.json) stdout.write(json.render(run));
  return run.exitCode;
}
