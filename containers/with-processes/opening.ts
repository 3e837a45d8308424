import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenStackOptions, RunningService, StackProgress } from '../stack.ts';
import { type OwnProcess, type ProcessRecipe, startProcess } from './own-process.ts';
import { claimDirectory, type OwnDirectory } from './state-directory.ts';
import { sweep } from './sweep.ts';

/** A stack or a set of services on its way up: what has begun so far, in a scope that ends it in reverse order. */
export type Opening = {
  directory: OwnDirectory;
  scope: AsyncDisposableStack;
  services: Record<string, RunningService>;
  /** Aborts when the caller wants no more, or a part has failed. */
  signal: AbortSignal;
  /** Starts a program in a folder of the opening and waits until it is ready. */
  start(recipe: Omit<ProcessRecipe, 'folder'> & { folder?: string }): Promise<OwnProcess>;
  /** Waits for parts that start side by side. The first failure stops the others, and is thrown when all have come to rest. */
  together<Parts extends readonly Promise<unknown>[]>(
    ...parts: Parts
  ): Promise<{ [Part in keyof Parts]: Awaited<Parts[Part]> }>;
  tell(service: string, state: StackProgress['state'], note?: string): void;
};

/** Brings something up and hands it over with its end; a failure ends what had begun and is thrown as it came. */
export async function open<Opened extends object>(
  options: Pick<OpenStackOptions, 'onProgress' | 'signal'>,
  bringUp: (opening: Opening) => Promise<Opened>,
): Promise<Opened & AsyncDisposable> {
  options.signal?.throwIfAborted();
  await sweep();
  const scope = new AsyncDisposableStack();
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal ? [options.signal] : [])]);
  const begunMs = performance.now();
  const tell: Opening['tell'] = (service, state, note) =>
    options.onProgress?.({
      service,
      state,
      afterMs: performance.now() - begunMs,
      ...(note === undefined ? {} : { note }),
    });
  const directory = scope.use(await claimDirectory());
  const services: Record<string, RunningService> = {};

  const start: Opening['start'] = async (recipe) => {
    signal.throwIfAborted();
    const folder = recipe.folder ?? join(directory.path, recipe.name);
    await mkdir(folder, { recursive: true });
    signal.throwIfAborted();
    const tellOf = (state: StackProgress['state'], note?: string): void => {
      if (recipe.isStep === undefined || state === 'failed') tell(recipe.name, state, note);
    };
    tellOf('starting');
    const started = startProcess({ ...recipe, folder }, signal);
    if (recipe.isStep === undefined) services[recipe.name] = started;
    scope.defer(async () => {
      await started.stop();
      tellOf('stopped');
    });
    try {
      await started.ready;
    } catch (error) {
      if (!signal.aborted) tellOf('failed', error instanceof Error ? error.message.split('\n')[0] : String(error));
      throw error;
    }
    tellOf('ready');
    return started;
  };

  const together: Opening['together'] = async (...parts) => {
    const settled = await Promise.allSettled(
      parts.map((part) =>
        part.catch((error: unknown) => {
          failure.abort(error);
          throw error;
        }),
      ),
    );
    signal.throwIfAborted();
    return settled.map((part) => (part.status === 'fulfilled' ? part.value : undefined)) as never;
  };

  try {
    const opened = await bringUp({ directory, scope, services, signal, start, together, tell });
    let end: Promise<void> | undefined;
    return Object.assign(opened, {
      // Asked twice (a block's end, and Ctrl-C during it), both wait for the same end.
      [Symbol.asyncDispose]: () => (end ??= scope.disposeAsync()),
    });
  } catch (error) {
    await scope.disposeAsync();
    throw error;
  }
}
