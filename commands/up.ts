import type { FaultName } from '../contract/faults.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { seconds } from '../reports/story.ts';
import { defaultName, stackKey } from '../containers/with-processes/own-stack-name.ts';
import { findUp, startSupervisor } from '../containers/with-processes/supervisor.ts';
import { chooseStack, choiceLine, type StackWish } from '../containers/choose-stack.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import { refuseImagesOfProcesses } from './refuse-images-of-processes.ts';
import { refuseProgramFaultOfContainers } from './refuse-program-fault-of-containers.ts';
import { stackProgress } from './stack-progress.ts';
import { targetOfStack } from './stack-named.ts';
import { statusOf } from './status.ts';
import { statusLines } from './status-lines.ts';
import { tellLines } from './tell-lines.ts';

export type UpOptions = StackWish & { name?: string; json?: boolean; install?: boolean; fault?: FaultName };

/** Starts a stack that stays, owned by a supervisor of its own; Ctrl-C before it is ready ends all that was begun. */
export async function up({
  name = defaultName,
  json = false,
  install = false,
  fault,
  stack: kind,
  images,
}: UpOptions): Promise<number> {
  refuseImagesOfProcesses({ stack: kind, images });
  refuseProgramFaultOfContainers({ stack: kind, images, fault });
  const stream = json ? process.stderr : process.stdout;
  const [which, itself] = name === defaultName ? ['', 'A stack'] : [` --name ${name}`, `A stack called "${name}"`];
  if (await findUp(stackKey(name))) {
    throw new UsageError(
      `${itself} is up already. See ./medcor-verify status, or end it with ./medcor-verify down${which}.`,
    );
  }
  return interruptible(async (signal) => {
    if (install && kind === 'containers') await installMissing(['containers'], stream);
    const tell = (line: string) => void stream.write(`  ${line}\n`);
    const { because, ...wish } = wishOf({ stack: kind, images, fault });
    const chosen = await chooseStack(wish, { environment: readEnvironment(), tell });
    const choice = because === undefined ? chosen : { ...chosen, because };
    tell(choiceLine(choice));
    if (install && choice.kind === 'processes') await installMissing(['stack'], stream);
    const begun = performance.now();
    const progress = stackProgress(stream);
    const stack = await startSupervisor(stackKey(name), {
      onProgress: progress.tell,
      onLine: tell,
      choice,
      signal,
      ...(fault ? { fault } : {}),
    });
    progress.end();
    stream.write(
      `\nready after ${seconds(performance.now() - begun)}; ask it with ./medcor-verify${name === defaultName ? '' : ` --target ${targetOfStack(name)}`}, end it with ./medcor-verify down${which}\n`,
    );
    if (json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, ...stack, name }, null, 2)}\n`);
    else tellLines(statusLines(await statusOf({ ...stack, called: name }, signal)), readEnvironment(), stream);
    return exitCodes.verified;
  });
}

/** What was said decides; and where that leaves it open, what it takes. */
function wishOf({
  stack,
  images,
  fault,
}: { [Key in 'stack' | 'images' | 'fault']: UpOptions[Key] | undefined }): StackWish & { because?: string } {
  if (images !== undefined) return { stack: 'containers', images };
  if (stack !== undefined) return { stack };
  // Containers take no fault of a program.
  return fault ? { stack: 'processes', because: 'which take every fault; containers by --stack containers' } : {};
}
