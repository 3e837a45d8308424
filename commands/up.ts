import type { FaultName } from '../contract/faults.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { seconds } from '../reports/story.ts';
import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { findUp, startSupervisor } from '../containers/with-processes/supervisor.ts';
import { chooseStack, choiceLine, type StackWish } from '../containers/choose-stack.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import { stackProgress } from './stack-progress.ts';
import { tellStack } from './status.ts';

export type UpOptions = StackWish & { json?: boolean; install?: boolean; fault?: FaultName };

/** Starts a stack that stays, owned by a supervisor of its own; Ctrl-C before it is ready ends all that was begun. */
export async function up({ json = false, install = false, fault, stack: kind, images }: UpOptions): Promise<number> {
  const stream = json ? process.stderr : process.stdout;
  if (await findUp(ownStackName))
    throw new UsageError('A stack is up already. See ./medcor-verify status, or end it with ./medcor-verify down.');
  return interruptible(async (signal) => {
    if (install && kind === 'containers') await installMissing(['containers'], stream);
    const tell = (line: string) => void stream.write(`  ${line}\n`);
    // Containers take no fault of a program.
    const wanted = kind ?? (fault ? 'processes' : undefined);
    const wish = { ...(wanted ? { stack: wanted } : {}), ...(images ? { images } : {}) };
    const choice = await chooseStack(wish, { environment: readEnvironment(), tell });
    tell(choiceLine(choice));
    if (install && choice.kind === 'processes') await installMissing(['stack'], stream);
    const begun = performance.now();
    const progress = stackProgress(stream);
    const stack = await startSupervisor(ownStackName, {
      onProgress: progress.tell,
      onLine: tell,
      choice,
      signal,
      ...(fault ? { fault } : {}),
    });
    progress.end();
    stream.write(
      `\nready after ${seconds(performance.now() - begun)}; ask it with ./medcor-verify, end it with ./medcor-verify down\n`,
    );
    if (json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, ...stack }, null, 2)}\n`);
    else tellStack(stack, stream);
    return exitCodes.verified;
  });
}
