import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { outDirectory } from '../../out-directory.ts';
import type { Place } from './planted-run.ts';
import { filesIn, type Outcome } from './run-in-process.ts';

/** A run of the whole program that has to fail, or to be ended. */
export type SpawnedRun = {
  does: string;
  plants: readonly string[];
  ends: { exitCode: number } | { signal: NodeJS.Signals };
  prepare: (place: Place) => Promise<Words>;
};

type Words = {
  words: readonly string[];
  entered: () => Buffer;
  /** A signal to send it once something has happened. */
  send?: { signal: NodeJS.Signals; once: Promise<void> };
};

const launcher = join(import.meta.dirname, '..', '..', '..', 'medcor-verify');

/** Its reports lie where those of everybody do: what is new there is its own, or of a run beside it, which knows no secret of these. */
export async function runSpawned(
  { words, send }: Words,
  folder: string,
): Promise<Outcome & { ended: SpawnedRun['ends'] }> {
  const before = new Set(runs());
  const env = { PATH: process.env['PATH'], XDG_STATE_HOME: join(folder, 'state') };
  const program = spawn(launcher, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  void send?.once.then(() => program.kill(send.signal));
  const said = Promise.all([text(program.stdout), text(program.stderr)]);
  const [exitCode, signal] = (await once(program, 'close')) as [number | null, NodeJS.Signals | null];
  const ended = signal === null ? { exitCode: exitCode ?? -1 } : { signal };
  const left = runs()
    .filter((run) => !before.has(run))
    .flatMap((run) => filesIn(join(outDirectory, run)));
  const files = new Map([...left, ...filesIn(join(folder, 'state'))].map((file) => [file, readFileSync(file)]));
  return { exitCode: exitCode ?? -1, ended, said: (await said).join(''), files };
}

const runs = (): string[] =>
  existsSync(outDirectory) ? readdirSync(outDirectory).filter((name) => /^\d{4}-\d\d-\d\dT.*Z$/.test(name)) : [];
