import { select } from '../harness/selection.ts';
import { exitCodes } from '../harness/verdict.ts';
import { allChecks } from '../suites/all-checks.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import type { Unset } from '../targets/resolve-target.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import { chooseDeployment } from './choose-deployment.ts';
import { explanationLines } from './explanation-lines.ts';
import { explanationOf } from './explanation.ts';
import { interruptible } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { questionOf, refuseUnknownExcuses } from './question.ts';
import { tellLines } from './tell-lines.ts';
import { stackToBe } from './stack-to-be.ts';

/** Tells what the same words would ask without `explain`, and sends nothing: no stack is started, no address is asked. */
export function explain(areas: readonly string[], options: AskOptions): Promise<number> {
  select(allChecks, questionOf(areas, options));
  const environment = readEnvironment();
  return interruptible(async (signal) => {
    const unset: Unset[] = [];
    const context = { environment, signal, stream: process.stderr, unset };
    await using chosen = await chooseDeployment(options, context, stackToBe);
    refuseUnknownExcuses(
      chosen.deployment,
      allChecks.map((check) => check.id),
    );
    const explanation = await explanationOf(chosen, { areas, options, environment, unset });
    const redact = redactorOf(chosen.deployment);
    if (options.json) process.stdout.write(`${redact(JSON.stringify(explanation, null, 2))}\n`);
    else tellLines(redact(explanationLines(explanation).join('\n')).split('\n'), environment);
    return exitCodes.verified;
  });
}
