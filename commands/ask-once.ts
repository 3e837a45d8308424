import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { judgeRun, runIdOf } from '../harness/judge-run.ts';
import { quoteForShell } from '../harness/quote-for-shell.ts';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { select } from '../harness/selection.ts';
import { evidenceFiles } from '../reports/evidence-files.ts';
import { allChecks } from '../suites/all-checks.ts';
import { askDeployment } from '../suites/ask-deployment.ts';
import { placesOfPromises } from '../suites/places-of-promises.ts';
import type { Environment } from '../targets/read-environment.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import { askedWithOf } from './asked-with.ts';
import type { Chosen } from './chosen.ts';
import { hasRollback } from './has-rollback.ts';
import { LeftBehind } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { narrowing, questionOf } from './question.ts';
import { launcher, wayTo } from './way-to.ts';

export type OneRun = {
  areas: readonly string[];
  options: AskOptions;
  environment: Environment;
  /** Where earlier runs are kept. */
  outDirectory: string;
  /** The folder of this run; one of its own in `outDirectory` where absent. */
  directory?: string;
  loadSeconds?: number;
  leftAloneMs?: number | undefined;
  signal: AbortSignal;
  onResult?: (result: Result) => void;
  /** Something that an earlier run left has been removed, as a sentence. */
  onSwept?: (sentence: string) => void;
};

/**
 * Asks a deployment once. Gives what judges the answers, since trouble with the reports is judged too; rejects with the reason of
 * `signal`, or with what was left behind.
 */
export async function askOnce(
  { deployment, askedAs, ownStack, troubles: troublesOfStack }: Chosen,
  { areas, options, outDirectory, signal, onResult, ...run }: OneRun,
): Promise<(troubles: readonly string[]) => Run> {
  const { accepted, expectedVersion, name, waivers = [] } = deployment;
  const question = questionOf(areas, options, deployment);
  const selection = select(allChecks, question);
  const startedAt = new Date();
  const begun = performance.now();
  const id = runIdOf(startedAt);
  const { directory = join(outDirectory, id) } = run;
  const evidence = evidenceFiles(directory);
  const { results, residue, warnings } = await askDeployment({
    deployment,
    checks: selection.checks,
    directory,
    environment: run.environment,
    safety: question.safety,
    ...(run.loadSeconds === undefined ? {} : { loadSeconds: run.loadSeconds }),
    leftAloneMs: run.leftAloneMs,
    signal,
    now: startedAt,
    keepEvidence: evidence.keep,
    ...(options.deadline === undefined ? {} : { runDeadlineMs: options.deadline }),
    // A story for each check that was cut short would bury what the person did.
    onResult: (result) => signal.aborted || onResult?.(result),
    ...(run.onSwept ? { onSwept: run.onSwept } : {}),
  });
  // A stack of this run takes along what was created in it.
  if (signal.aborted && residue.length > 0 && !options.stack) throw new LeftBehind(residue);
  signal.throwIfAborted();
  const amiss = (await troublesOfStack?.()) ?? [];
  const target = { name, ...(expectedVersion ? { expectedVersion } : {}) };
  const redact = redactorOf(deployment);
  // Without its safety a check that goes further than observing would be withheld the next time.
  const askedAsNow = [askedAs, ...(options.safety ? [`--safety ${options.safety}`] : [])].filter(Boolean).join(' ');
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
    askedAs: redact(askedAsNow),
    ...(ownStack === undefined ? {} : { ownStack }),
    askedWith: redact(askedWithOf(areas, askedAsNow, options)),
  };
  return (troubles) =>
    judgeRun(selection, results, { ...facts, troubles: [...amiss, ...evidence.troubles(), ...troubles] });
}
