import type { StackChoice } from '../choose-stack.ts';
import type { OpenStackOptions, RunningService, Stack, StackProgress } from '../stack.ts';
import { openStack } from './open-stack.ts';
import { identityOf } from './process-identity.ts';
import type { SupervisorMessage, SupervisorOrder } from './supervisor.ts';
import { defaultName, nameOfKey } from './own-stack-name.ts';
import { noteUp, type UpNote, type UpService, type UpStack } from './up-notes.ts';

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
      deployment: { ...stack.deployment, name: toldAs(name, stack.deployment.name) },
      ...(options.fault ? { fault: options.fault } : {}),
      ...(choice?.kind === 'containers' ? { engine: choice.engine, images: choice.set } : {}),
      services: Object.values(stack.services).map(noted),
    };
    await using note = await noteUp(up);
    watchServices(stack, up, { note, signal: ending.signal });
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

const noted = ({ name, pid, container, address, version, logFile }: RunningService): UpService => ({
  name,
  pid,
  ...startOf(pid),
  running: true,
  ...(address === undefined ? {} : { address }),
  ...(version === undefined ? {} : { version }),
  ...(container === undefined ? {} : { container }),
  ...(logFile === undefined ? {} : { logFile }),
});

/** Absent for a process on another machine. */
function startOf(pid: number): Pick<UpService, 'startedAt'> {
  const startedAt = identityOf(pid)?.startedAt;
  return startedAt === undefined ? {} : { startedAt };
}

/** Verdicts on several stacks are told apart by this. */
function toldAs(key: string, anyStack: string): string {
  const name = nameOfKey(key);
  return name === undefined || name === defaultName ? anyStack : `${anyStack} ${name}`;
}

/** Notes down which service has ended, and how. It is not started again: that would hide what a run has to tell. */
function watchServices(stack: Stack, up: UpStack, { note, signal }: { note: UpNote; signal: AbortSignal }): void {
  const watch = async ({ name, ended }: RunningService): Promise<void> => {
    const how = await ended;
    const service = up.services.find((each) => each.name === name);
    if (how === undefined || signal.aborted || service === undefined) return;
    Object.assign(service, { running: false, ended: { at: new Date().toISOString(), how } });
    await note.rewrite(up);
  };
  for (const service of Object.values(stack.services)) void watch(service);
}

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
