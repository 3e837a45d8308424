import type { Chosen } from './chosen.ts';
import { stackProgress } from './stack-progress.ts';
import type { AskOptions } from './options.ts';

/** Starts a stack of our own for this run, telling how it comes up. */
export async function openOwnStack(
  { stack = 'processes', fault }: AskOptions,
  { signal, stream }: { signal: AbortSignal; stream: NodeJS.WriteStream },
): Promise<Chosen> {
  const { openStack } = await import('../containers/with-processes/open-stack.ts');
  const progress = stackProgress(stream);
  const opened = await openStack({ signal, onProgress: progress.tell, ...(fault ? { fault } : {}) });
  progress.end();
  const askedAs = [`--stack ${stack}`, ...(fault ? [`--fault ${fault}`] : [])].join(' ');
  return { deployment: opened.deployment, askedAs, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}
