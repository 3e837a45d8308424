import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningService } from '../stack.ts';
import { diesWithParent, type ParentDeathSignal, type User } from './dies-with-parent.ts';
import { listens } from './listens.ts';
import { LastLines } from './last-lines.ts';
import { statusFields } from './process-identity.ts';
import { StartFailure } from './start-failure.ts';

export type ProcessRecipe = {
  name: string;
  file: string;
  arguments: readonly string[];
  /** Where it runs: a folder inside the owner's, so that a leftover is known by where it runs. Its output goes to `<folder>.log`. */
  folder: string;
  environment: Readonly<Record<string, string>>;
  /** A line it writes, a port on which it takes connections, or `ends` for a program that does its work and ends with 0. */
  ready: RegExp | { listensOn: number } | 'ends';
  readyWithinMs: number;
  /** What ends it well; what it leaves undone after the time is ended by KILL. */
  end: { signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'; withinMs: number };
  onParentDeath: ParentDeathSignal;
  as?: User;
  /** Part of bringing a service up, and no service itself. */
  isStep?: true;
} & Pick<RunningService, 'address' | 'version'>;

export type OwnProcess = RunningService & AsyncDisposable & { ready: Promise<void> };

/** Starts a child at once. `ready` rejects with a StartFailure, or with the reason of `signal`. */
export function startProcess(recipe: ProcessRecipe, signal: AbortSignal): OwnProcess {
  const logFile = `${recipe.folder}.log`;
  const lines = new LastLines(createWriteStream(logFile, { mode: 0o600 }));
  const child = spawn(...diesWithParent(recipe), {
    cwd: recipe.folder,
    env: recipe.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own: Ctrl-C in a terminal goes to its owner only, who ends it in order.
    detached: true,
  });
  lines.readFrom(child.stdout, child.stderr);
  const ended = endOf(child);
  const ready = becomesReady({ recipe, child, lines, ended, signal });
  // Whoever waits for it hears of it; nobody may, when another service failed first.
  ready.catch(() => undefined);
  const stop = async (): Promise<void> => {
    if (isRunning(child)) await end(child, recipe.end, ended);
    lines.close();
  };
  return {
    name: recipe.name,
    pid: child.pid ?? -1,
    freeze: () => freeze(child),
    lastLines: () => lines.all(),
    logFile,
    ...(recipe.address === undefined ? {} : { address: recipe.address }),
    ...(recipe.version === undefined ? {} : { version: recipe.version }),
    ended,
    ready,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

type Starting = {
  recipe: ProcessRecipe;
  child: ChildProcess;
  lines: LastLines;
  ended: Promise<string>;
  signal: AbortSignal;
};

async function becomesReady({ recipe, child, lines, ended, signal }: Starting): Promise<void> {
  const isOver = new AbortController();
  const over = AbortSignal.any([signal, isOver.signal]);
  const failed = (happened: string): StartFailure =>
    new StartFailure(recipe.name, { happened, lastLines: lines.all() });
  const begunMs = performance.now();
  const seconds = (): string => `${((performance.now() - begunMs) / 1000).toFixed(1)} s`;
  try {
    await Promise.race([
      isReady(recipe.ready, { child, lines, over }),
      ended.then(async (how) => {
        if (recipe.ready === 'ends' && child.exitCode === 0) return;
        await lines.complete();
        throw failed(`${how} after ${seconds()}`);
      }),
      aborted(over, recipe.readyWithinMs).then((hasAborted) => {
        if (hasAborted) throw signal.reason;
        throw failed(`it was not ready within ${recipe.readyWithinMs / 1000} s`);
      }),
    ]);
  } finally {
    isOver.abort();
  }
}

const never = new Promise<never>(() => undefined);

function isReady(
  ready: ProcessRecipe['ready'],
  { child, lines, over }: { child: ChildProcess; lines: LastLines; over: AbortSignal },
): Promise<void> {
  if (ready === 'ends' || child.pid === undefined) return never;
  return ready instanceof RegExp ? lines.has(ready) : listens(ready.listensOn, over);
}

/** True when the signal aborted, false when the time has passed. */
const aborted = (signal: AbortSignal, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    const abort = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

/** How it ended, as the rest of a sentence. */
const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(`it could not be run (${error.message})`));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `it ended with exit code ${code}` : `${signal} ended it`),
    );
  });

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** A signal takes its time to reach every thread of a busy process. */
async function freeze(child: ChildProcess): Promise<AsyncDisposable> {
  const pid = child.pid ?? -1;
  child.kill('SIGSTOP');
  while (statusFields(pid)?.[0] !== undefined && statusFields(pid)?.[0] !== 'T') await pause(2);
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGCONT');
    },
  };
}

async function end(child: ChildProcess, how: ProcessRecipe['end'], ended: Promise<string>): Promise<void> {
  child.kill(how.signal);
  // A frozen process hears nothing but KILL before it goes on.
  child.kill('SIGCONT');
  const inTime = new AbortController();
  void ended.then(() => inTime.abort());
  if (await aborted(inTime.signal, how.withinMs)) return;
  killGroup(child);
  await ended;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
