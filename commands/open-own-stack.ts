import { askedAsOf } from './asked-as.ts';
import type { Chosen } from './chosen.ts';
import { helpForStackOfRun } from './what-helps.ts';
import { stackProgress } from './stack-progress.ts';
import type { Environment } from '../targets/read-environment.ts';
import type { AskOptions } from './options.ts';

/** Starts a stack of our own for this run, telling how it comes up. */
export async function openOwnStack(
  options: AskOptions,
  { environment, signal, stream }: { environment: Environment; signal: AbortSignal; stream: NodeJS.WriteStream },
): Promise<Chosen> {
  const { chooseStack, choiceLine, openChosen } = await import('../containers/choose-stack.ts');
  const context = { environment, tell: (line: string) => void stream.write(`  ${line}\n`) };
  const choice = await chooseStack(options, context);
  if (choice.kind === 'containers') context.tell(choiceLine(choice));
  const progress = stackProgress(stream);
  const opened = await openChosen(choice, {
    ...context,
    signal,
    onProgress: progress.tell,
    ...(options.fault ? { fault: options.fault } : {}),
  });
  progress.end();
  return {
    deployment: opened.deployment,
    askedAs: askedAsOf(options),
    ownStack: helpForStackOfRun(options),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
