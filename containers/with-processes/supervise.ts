import type { StackChoice } from '../choose-stack.ts';
import type { OpenStackOptions, RunningService, Stack, StackProgress } from '../stack.ts';
import { openStack } from './open-stack.ts';
import { identityOf } from './process-identity.ts';
import type { SupervisorMessage, SupervisorOrder } from './supervisor.ts';
import { noteUp, type UpStack } from './up-notes.ts';

/** Owns a stack until a signal ends it; before it is ready also the end of whoever started this does. Returns the exit code. */
export async function supervise({ name, choice, ...options }: SupervisorOrder): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const starterIsGone = (): void => ending.abort();
  process.once('disconnect', starterIsGone);
  if (!process.connected) ending.abort();
  try {
    const whole = {
      ...options,
      signal: ending.signal,
      onProgress: (progress: StackProgress) => void tell({ progress }),
    };
    await using stack = choice?.kind === 'containers' ? await openInContainers(choice, whole) : await openStack(whole);
    const up: UpStack = {
      name,
      owner: identityOf(process.pid)!,
      since: new Date().toISOString(),
      deployment: stack.deployment,
      ...(options.fault ? { fault: options.fault } : {}),
      services: Object.values(stack.services).map(noted),
    };
    await using _note = await noteUp(up);
    await tell({ ready: up });
    process.off('disconnect', starterIsGone);
    if (process.connected) process.disconnect();
    await aborted(ending.signal);
    return 0;
  } catch (error) {
    await tell({ failed: error instanceof Error ? error.message : String(error) });
    return 1;
  } finally {
    if (process.connected) process.disconnect();
  }
}

/** Loaded only for a stack from containers. */
async function openInContainers(choice: StackChoice, options: OpenStackOptions): Promise<Stack> {
  const [{ openChosen }, { readEnvironment }] = await Promise.all([
    import('../choose-stack.ts'),
    import('../../targets/read-environment.ts'),
  ]);
  return openChosen(choice, { ...options, environment: readEnvironment(), tell: (line) => void tell({ line }) });
}

const noted = ({ name, pid, container, logFile }: RunningService): UpStack['services'][number] => ({
  name,
  pid,
  running: true,
  ...(container === undefined ? {} : { container }),
  ...(logFile === undefined ? {} : { logFile }),
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    // A promise alone does not keep a process running.
    const stay = setInterval(() => undefined, 60_000);
    const end = (): void => {
      clearInterval(stay);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

/** Resolves once it is sent; nobody may listen any more. */
const tell = (message: SupervisorMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined || !process.connected) return resolve();
    process.send(message, undefined, undefined, () => resolve());
  });
