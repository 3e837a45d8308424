import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../containers/prerequisites/this-machine.ts';
import { privateState } from '../containers/with-processes/test-harness/private-state.ts';
import { type FoundProcess, processesOf } from './own-processes.ts';
import { sharedMemory, whatIsLeft } from './what-is-left.ts';

/** What a person starts. */
export const commands = {
  verify: ['make', '--silent', 'verify'],
  up: ['./medcor-verify', 'up', '--stack', 'processes'],
  'up in containers': ['./medcor-verify', 'up', '--stack', 'containers'],
} as const;
export type CommandName = keyof typeof commands;

/**
 * What is killed: all that a terminal or a CI job has in hand (the process group), what was started alone (of `make verify` that is make,
 * and the program goes on to its end), the program alone, or who owns a stack that stays.
 */
export const victims = ['group', 'root', 'program', 'supervisor'] as const;
export type Victim = (typeof victims)[number];

export const nextCommands = ['sweep', 'down'] as const;

export type Moment = {
  command: CommandName;
  victim: Victim;
  afterMs: number;
  /** What is called then, at once. */
  next: (typeof nextCommands)[number];
};

/**
 * What came of it: after how many milliseconds the command had ended by itself, where the moment came too late for it; and what is left in
 * spite of the next one.
 */
export type Killed = { overAfterMs: number | undefined; left: string[] };

/** How long what nobody has killed may go on, in milliseconds: a run of everything on a busy machine. */
const patienceMs = 180_000;

/** Starts a command in a temporary folder of its own, kills at the moment, calls the next command, and looks for what is left. */
export async function killOnce({ command, victim, afterMs, next }: Moment, signal?: AbortSignal): Promise<Killed> {
  await using state = await privateState();
  const before = sharedMemory();
  const environment = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: state.folder,
    XDG_STATE_HOME: join(state.folder, 'state'),
    MEDCOR_REPORTS: join(state.folder, 'reports'),
  };
  const [file, ...words] = commands[command];
  const root = spawn(file, words, { cwd: projectRoot, env: environment, stdio: 'ignore', detached: true });
  await using _ = { [Symbol.asyncDispose]: async () => endAll(state.folder) };
  const beganMs = performance.now();
  const ended = once(root, 'exit').then(() => performance.now() - beganMs);
  await Promise.race([pause(afterMs, undefined, { ref: false, ...(signal ? { signal } : {}) }), ended]);
  const wasOver = root.exitCode !== null || root.signalCode !== null;
  const overAfterMs = wasOver ? await ended : undefined;
  const segments = await state.segments();
  kill(victim, { root, folder: state.folder });
  segments.push(...(await state.segments()));
  const owners = await state.owners();
  // What nobody has killed goes on, and ends in order.
  if (victim === 'root' && command === 'verify') await untilNone(state.folder);
  await ended;
  const trouble = await call(next, environment);
  return {
    overAfterMs,
    left: [...trouble, ...(await whatIsLeft(state.folder, { sharedMemory: before, segments, owners }))],
  };
}

/** What went wrong with it, a line. */
async function call(command: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  try {
    await promisify(execFile)(join(projectRoot, 'medcor-verify'), [command], { env: environment });
    return [];
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    return [`a next command (${command}) that ended with ${String(code)}: ${stderr?.trim()}`];
  }
}

function kill(victim: Victim, { root, folder }: { root: ChildProcess; folder: string }): void {
  const pid = root.pid ?? -1;
  const programs = processesOf(folder).filter(({ command }) => /launch\.mjs/.test(command));
  const supervisors = processesOf(folder).filter(({ command }) => /supervise\.main\.ts/.test(command));
  // Nothing else of a stack that stays is left to kill once its command has ended.
  const chosen = victim === 'supervisor' || programs.length === 0 ? supervisors : victim === 'program' ? programs : [];
  if (chosen.length > 0) return endThese(chosen);
  // Where the victim is not there yet, it is what would start it.
  if (root.exitCode === null && root.signalCode === null) send(victim === 'root' ? pid : -pid);
}

const endThese = (processes: readonly FoundProcess[]): void => processes.forEach(({ pid }) => send(pid));

function send(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

async function untilNone(folder: string): Promise<void> {
  const beganMs = performance.now();
  while (processesOf(folder).length > 0 && performance.now() - beganMs < patienceMs) await pause(100);
}

/** Whatever a defect has left runs on for nobody. */
const endAll = (folder: string): void => endThese(processesOf(folder));
