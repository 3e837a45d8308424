import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { StartedTestContainer } from 'testcontainers';
import type { RunningService } from '../stack.ts';
import { askEngine, askEngineFor, type Engine } from '../engine/engine.ts';
import { LastLines } from '../with-processes/last-lines.ts';
import type { Opening } from '../with-processes/opening.ts';
import { statusFields } from '../with-processes/process-identity.ts';
import { StartFailure } from '../with-processes/start-failure.ts';
import { type ContainerRecipe, createAndStart } from './own-container.ts';
import type { Labels } from './owned.ts';

/** Where a stack's containers run. */
export type Place = {
  opening: Opening;
  engine: Engine;
  network: string;
  /** On everything that is made for it. */
  labels: Labels;
  /** Its published ports are on our loopback. */
  isLocal: boolean;
};

/** A container that has started; `address` says where this machine finds one of its ports. */
export type OwnContainer = {
  address: (port: number) => string;
  port: (port: number) => number;
  lines: LastLines;
  /** Runs a command in it; what that prints. Rejects with it where the command fails. */
  run: (...command: string[]) => Promise<string>;
};

/** By which a stranger knows it in `docker ps`, and no two stacks meet: `medcor-4711-0a1b2c3d-worker`. */
const nameInEngine = ({ opening }: Pick<Place, 'opening'>, { name }: ContainerRecipe): string =>
  `medcor-${opening.directory.name}-${name}`;

/** Resolves once it has started, which says nothing of its program yet. Throws a StartFailure with its last words. */
export async function startContainer(place: Place, recipe: ContainerRecipe): Promise<OwnContainer> {
  const { opening, engine, network, labels, isLocal } = place;
  opening.signal.throwIfAborted();
  opening.tell(recipe.name, 'starting');
  const logFile = join(opening.directory.path, `${recipe.name}.log`);
  const lines = new LastLines(createWriteStream(logFile, { mode: 0o600 }));
  const containerName = nameInEngine(place, recipe);
  const started = await createAndStart(recipe, { network, containerName, labels, isLocal }, (stream) =>
    lines.readFrom(stream as Readable),
  ).catch(async (error: unknown) => {
    const happened = error instanceof Error ? error.message : String(error);
    throw failed(
      place,
      recipe,
      new StartFailure(recipe.name, { happened, lastLines: await saidBy(engine, containerName), cause: error }),
    );
  });
  const host = isLocal ? '127.0.0.1' : started.getHost();
  const port = (inside: number): number => started.getMappedPort(inside);
  const address = (inside: number): string => `${host}:${port(inside)}`;
  const [asked] = recipe.ports;
  const where = asked === undefined ? {} : { address: address(asked) };
  opening.services[recipe.name] = { ...(await serviceOf(engine, { recipe, started, lines, logFile })), ...where };
  opening.scope.defer(() => lines.close());
  const run = async (...command: string[]): Promise<string> => {
    const { exitCode, output } = await started.exec(command);
    if (exitCode !== 0) throw new Error(`${command.join(' ')} in ${recipe.name} ended with ${exitCode}: ${output}`);
    return output;
  };
  return { lines, port, run, address };
}

/** Waits until `isReady` says so, which is asked again and again; a container that ends, the end of the time or of the signal ends the wait. */
export async function waitUntilReady(
  place: Place,
  recipe: ContainerRecipe,
  { lines, isReady, withinMs }: { lines: LastLines; isReady: () => Promise<boolean>; withinMs: number },
): Promise<void> {
  const { opening, engine } = place;
  const name = nameInEngine(place, recipe);
  const begunMs = performance.now();
  const over = new AbortController();
  const asked = async (): Promise<void> => {
    while (!over.signal.aborted && !(await isReady())) await pause(20);
  };
  const hasEnded = async (): Promise<string> => {
    const said = await askEngine(engine, 'POST', `/containers/${name}/wait`, { withinMs, signal: over.signal });
    return `it ended with exit code ${(JSON.parse(said) as { StatusCode: number }).StatusCode}`;
  };
  const timeIsUp = async (): Promise<string> => {
    await pause(withinMs, undefined, { signal: AbortSignal.any([opening.signal, over.signal]), ref: false });
    return `it was not ready within ${withinMs / 1000} s`;
  };
  const late = timeIsUp();
  late.catch(() => undefined);
  try {
    const happened = await Promise.race([asked(), hasEnded().catch(() => late), late]);
    if (happened !== undefined) {
      throw failed(
        place,
        recipe,
        new StartFailure(recipe.name, {
          happened: `${happened} (${Math.round(performance.now() - begunMs)} ms)`,
          lastLines: lines.all(),
        }),
      );
    }
  } finally {
    over.abort();
  }
  opening.signal.throwIfAborted();
  opening.tell(recipe.name, 'ready');
}

function failed({ opening }: Place, { name }: ContainerRecipe, failure: StartFailure): Error {
  if (!opening.signal.aborted) opening.tell(name, 'failed', failure.message.split('\n')[0]);
  return failure;
}

type Facts = { recipe: ContainerRecipe; started: StartedTestContainer; lines: LastLines; logFile: string };

async function serviceOf(engine: Engine, { recipe, started, lines, logFile }: Facts): Promise<RunningService> {
  const id = started.getId();
  const { State } = await askEngineFor<{ State: { Pid: number } }>(engine, `/containers/${id}/json`);
  const send = (signal: string): Promise<string> =>
    askEngine(engine, 'POST', `/containers/${id}/kill`, { query: { signal } });
  return {
    name: recipe.name,
    pid: State.Pid,
    container: { id: id.slice(0, 12), image: recipe.image },
    lastLines: () => lines.all(),
    logFile,
    async freeze() {
      await send('SIGSTOP');
      while (!['T', undefined].includes(statusFields(State.Pid)?.[0])) await pause(2);
      return {
        [Symbol.asyncDispose]: async () => void (await send('SIGCONT')),
      };
    },
    // 304: it has ended already.
    stop: async () => void (await askEngine(engine, 'POST', `/containers/${id}/stop`, { query: { t: '3' } })),
  };
}

/** The last words of a container that ended before its output could be followed. */
async function saidBy(engine: Engine, name: string): Promise<string[]> {
  const query = { stdout: 'true', stderr: 'true', tail: '20' };
  const said = await askEngine(engine, 'GET', `/containers/${name}/logs`, { query }).catch(() => '');
  // Each piece begins with eight bytes that say of which stream (0 to 2) and how long it is.
  return said
    .split('\n')
    .map((line) => ('\0\u0001\u0002'.includes(line.charAt(0)) ? line.slice(8) : line))
    .filter((line) => line !== '');
}
