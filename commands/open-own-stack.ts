import { askedAsOf } from './asked-as.ts';
import type { Chosen } from './chosen.ts';
import { stackProgress } from './stack-progress.ts';
import type { AskOptions } from './options.ts';

/** Starts a stack of our own for this run, telling how it comes up. */
export async function openOwnStack(
  options: AskOptions,
  { signal, stream }: { signal: AbortSignal; stream: NodeJS.WriteStream },
): Promise<Chosen> {
  const { openStack } = await import('../containers/with-processes/open-stack.ts');
  const progress = stackProgress(stream);
  const opened = await openStack({
    signal,
    onProgress: progress.tell,
    ...(options.fault ? { fault: options.fault } : {}),
  });
  progress.end();
  return {
    deployment: opened.deployment,
    askedAs: askedAsOf(options),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
