import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { judgeRun, runIdOf } from '../harness/judge-run.ts';
import { quoteForShell } from '../harness/quote-for-shell.ts';
import { select } from '../harness/selection.ts';
import { consoleReport } from '../reports/console.ts';
import { evidenceFiles } from '../reports/evidence-files.ts';
import { json } from '../reports/json.ts';
import { allChecks } from '../suites/all-checks.ts';
import { askDeployment } from '../suites/ask-deployment.ts';
import { placesOfPromises } from '../suites/places-of-promises.ts';
import { readEnvironment, type Environment } from '../targets/read-environment.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { chooseDeployment } from './choose-deployment.ts';
import type { Chosen } from './chosen.ts';
import { hasRollback } from './has-rollback.ts';
import { interruptible, LeftBehind } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { outDirectory as everyRun } from './out-directory.ts';
import { launcher, wayTo } from './way-to.ts';
import { narrowing, purposesOf, questionOf, refuseUnknownExcuses } from './question.ts';

/** What surrounds a run beside the words on the command line. */
export type Surroundings = {
  environment: Environment;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  outDirectory: string;
  /** How long a load lasts, where it shall not last as long as the contract says. */
  loadSeconds?: number;
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
  const around: Surroundings = { ...surroundings(), ...given };
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

const surroundings = (): Surroundings => ({
  environment: readEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
  outDirectory: everyRun,
  known: new Set(),
});

type Asked = Surroundings & {
  areas: readonly string[];
  options: AskOptions;
  signal: AbortSignal;
  stream: NodeJS.WriteStream;
};

async function askAndTell(
  { deployment, askedAs }: Chosen,
  { areas, options, environment, loadSeconds, outDirectory, signal, stdout, stream }: Asked,
): Promise<number> {
  const { accepted, expectedVersion, name, waivers = [] } = deployment;
  refuseUnknownExcuses(
    deployment,
    allChecks.map((check) => check.id),
  );
  const question = questionOf(areas, options, deployment);
  const selection = select(allChecks, question);
  if (options.wait !== undefined) {
    const { waitFor } = await import('./wait-for.ts');
    await waitFor({ deployment, checks: selection.checks, withinMs: options.wait, environment, signal, stream });
  }
  const startedAt = new Date();
  const begun = performance.now();
  const id = runIdOf(startedAt);
  const directory = join(outDirectory, id);
  const redact = redactorOf(deployment);
  const evidence = evidenceFiles(directory);
  using told = consoleReport(stream, selection.checks, environment);
  const { results, residue, warnings } = await askDeployment({
    deployment,
    checks: selection.checks,
    directory,
    environment,
    safety: question.safety,
    ...(loadSeconds === undefined ? {} : { loadSeconds }),
    signal,
    now: startedAt,
    keepEvidence: evidence.keep,
    ...(options.deadline === undefined ? {} : { runDeadlineMs: options.deadline }),
    onResult: (result) => signal.aborted || told.onResult(result),
    onSwept: (sentence) => stream.write(`  ${sentence}\n`),
  });
  // A story for each check that was cut short would bury what the person did.
  // A stack of this run takes along what was created in it.
  if (signal.aborted && residue.length > 0 && !options.stack) throw new LeftBehind(residue);
  signal.throwIfAborted();
  const target = { name, ...(expectedVersion ? { expectedVersion } : {}) };
  const facts = {
    id,
    startedAt,
    durationMs: performance.now() - begun,
    program: { name: packageJson.name, version: packageJson.version },
    target,
    wasVerifiedBefore: await hasRollback({ id, target, askedAs, results }, outDirectory),
    accepted,
    waivers,
    residue,
    warnings,
    narrowedBy: narrowing(areas, options),
    strict: options.strict ?? false,
    command: quoteForShell(wayTo(launcher)),
    directory: wayTo(directory),
    places: placesOfPromises,
    // Without it a check that goes further than observing would be withheld the next time.
    askedAs: redact([askedAs, ...(options.safety ? [`--safety ${options.safety}`] : [])].filter(Boolean).join(' ')),
  };
  // The libraries that write reports are not loaded before the first request.
  const { writeReports } = await import('../reports/write-reports.ts');
  const { run, toRead } = await writeReports(
    (troubles) => judgeRun(selection, results, { ...facts, troubles: [...evidence.troubles(), ...troubles] }),
    { outDirectory, githubStepSummary: environment.githubStepSummary },
  );
  told.onEnd(run, toRead);
  if (options.json) stdout.write(json.render(run));
  return run.exitCode;
}
