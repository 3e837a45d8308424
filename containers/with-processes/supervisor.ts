import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { StackChoice } from '../choose-stack.ts';
import type { OpenStackOptions, StackProgress } from '../stack.ts';
import { isAlive } from './process-identity.ts';
import { sweep } from './sweep.ts';
import { findUp, isUpAlready, type UpStack } from './up-notes.ts';

export { findUp, listUp, type UpService, type UpStack } from './up-notes.ts';

/** What it is told first. */
export type SupervisorOrder = Pick<OpenStackOptions, 'services' | 'fault'> & {
  name: string;
  /** As processes where it is not said. */
  choice?: StackChoice;
};

/** What the supervisor tells the process that started it. */
export type SupervisorMessage =
  | { progress: StackProgress }
  | { line: string }
  | { ready: UpStack }
  | { failed: string };

/**
 * Brings up a stack that outlives this process, owned by one of its own until `endUp`. Throws what failed; whatever keeps this
 * from returning (`signal`, the end of this process) ends what had begun.
 */
export async function startSupervisor(
  name: string,
  options: Pick<OpenStackOptions, 'services' | 'fault' | 'onProgress' | 'signal'> & {
    choice?: StackChoice;
    /** Told before the stack starts: an image that is made first. */
    onLine?: (line: string) => void;
  } = {},
): Promise<UpStack> {
  const { onProgress, onLine, signal, ...ordered } = options;
  signal?.throwIfAborted();
  if (await findUp(name)) throw new Error(isUpAlready(name));
  const entry = new URL('supervise.main.ts', import.meta.url).pathname;
  const supervisor = spawn(process.execPath, [entry], {
    // Not the folder of the person, which may be removed while the stack stays.
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const abort = (): void => void supervisor.kill('SIGTERM');
  signal?.addEventListener('abort', abort, { once: true });
  // Not by its arguments, which everybody can read: services have passwords.
  supervisor.send({ name, ...ordered } satisfies SupervisorOrder);
  try {
    const stack = await readyOrFailed(supervisor, { onProgress, onLine });
    return stack;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    supervisor.stderr?.destroy();
    supervisor.unref();
  }
}

async function readyOrFailed(
  supervisor: ChildProcess,
  { onProgress, onLine }: { onProgress: OpenStackOptions['onProgress']; onLine: ((line: string) => void) | undefined },
): Promise<UpStack> {
  let ready: UpStack | undefined;
  let failed: string | undefined;
  let said = '';
  supervisor.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  supervisor.on('message', (message: SupervisorMessage) => {
    if ('progress' in message) onProgress?.(message.progress);
    if ('line' in message) onLine?.(message.line);
    if ('ready' in message) ready = message.ready;
    if ('failed' in message) failed = message.failed;
  });
  // It lets go of the channel when all is up, and on its end in any case.
  await once(supervisor, 'disconnect');
  if (ready !== undefined) return ready;
  await ended(supervisor);
  throw new Error(failed ?? `The process that was to own the stack ended before all was up.\n${said}`.trim());
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Ends a stack that stays, and returns once all of it is gone; false when there was none. */
export async function endUp(name: string): Promise<boolean> {
  const stack = await findUp(name);
  if (stack !== undefined) await endOwner(stack);
  await sweep();
  return stack !== undefined;
}

async function endOwner({ owner }: UpStack): Promise<void> {
  process.kill(owner.pid, 'SIGTERM');
  // One that was frozen hears it now.
  process.kill(owner.pid, 'SIGCONT');
  const patienceMs = 30_000;
  const beganMs = performance.now();
  while (isAlive(owner)) {
    // What it leaves then is for the sweep.
    if (performance.now() - beganMs > patienceMs) process.kill(owner.pid, 'SIGKILL');
    await pause(20);
  }
}
