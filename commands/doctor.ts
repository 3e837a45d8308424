import { doctor as examine } from '../containers/prerequisites/doctor.ts';
import { purposes, type Purpose } from '../containers/prerequisites/prerequisite.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { terminalOf } from '../reports/console/terminal.ts';
import { connectionFlagIn } from '../targets/connection-flags.ts';
import type { Unset } from '../targets/resolve-target.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { namedDeployment } from './choose-deployment.ts';
import { prerequisiteLines, reachLines } from './doctor-lines.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { reachFromHere } from './reached.ts';
import { stackNamed, stackNameIn } from './stack-named.ts';
import { helpForStackThatStays } from './what-helps.ts';

export type DoctorOptions = AskOptions & { for?: string };

/** Containers are one of two ways to a stack: who wants them names them. */
const purposesUnnamed: readonly Purpose[] = purposes.filter((purpose) => purpose !== 'containers');

/** What only stacks of our own and our own tests need says nothing of a target. */
const purposesForTarget: readonly Purpose[] = ['journeys', 'load'];

/**
 * The table of what is needed and found; with `--install` gets the rest. Where a target is named, what of it can be reached from here.
 * Exit 3 while something is missing, or is not reached; it gives no verdict.
 */
export async function doctor(options: DoctorOptions): Promise<number> {
  const environment = readEnvironment();
  const unset: Unset[] = [];
  const deployment = await namedDeployment(options, environment, unset);
  const wanted = options.for?.split(',').map(known) ?? (deployment ? purposesForTarget : purposesUnnamed);
  if (!deployment) refuseWithoutTarget(options);
  if (options.install) {
    if (deployment) throw new UsageError('--install is for stacks of our own. Ask the doctor of a target without it.');
    return (await installMissing(wanted, process.stdout)) === 0 ? exitCodes.verified : exitCodes.incomplete;
  }
  return interruptible(async (signal) => {
    const help = await helpForNamedStack(options);
    const [rows, reached] = await Promise.all([
      examine(wanted),
      deployment && reachFromHere(deployment, { signal, helps: help?.remedy, unset }),
    ]);
    const terminal = terminalOf(process.stdout, environment);
    const table = prerequisiteLines(rows, terminal);
    // Who names a target asks about that; a browser and k6 are a note beside it.
    const lines = reached ? [...reachLines(reached, terminal), '', ...table] : table;
    if (options.json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, rows, ...reached }, null, 2)}\n`);
    else terminal.write(`${lines.join('\n')}\n`);
    // A target can be asked much without a browser or k6.
    const lacking = reached
      ? reached.unset.length > 0 || reached.surfaces.some((each) => 'problem' in each)
      : rows.some((row) => row.missing !== undefined);
    return lacking ? exitCodes.incomplete : exitCodes.verified;
  });
}

async function helpForNamedStack({ target }: AskOptions) {
  const name = stackNameIn(target);
  return name === undefined ? undefined : helpForStackThatStays(name, await stackNamed(name));
}

function refuseWithoutTarget(options: DoctorOptions): void {
  const flag = connectionFlagIn(options);
  if (flag) throw new UsageError(`${flag} is the way to a target: add --target NAME or addresses (--api URL …).`);
}

function known(word: string): Purpose {
  const purpose = purposes.find((each) => each === word);
  if (purpose) return purpose;
  throw new UsageError(`--for ${word} is no purpose. ${didYouMean(word, purposes)}Purposes: ${purposes.join(', ')}.`);
}
