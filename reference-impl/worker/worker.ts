import { setTimeout } from 'node:timers/promises';
import { AccessRefused } from './connect-to-broker.ts';
import { openSession, type Session } from './open-session.ts';
import type { WorkerParts } from './parts.ts';
import { retryDelayMs } from './retry-delay.ts';
import { newWorkerState } from './worker-state.ts';

export type Worker = {
  /** Resolves when the worker has stopped; rejects where the broker will never have it. */
  stopped: Promise<void>;
  /** Lets running tasks finish, then stops. */
  stop: () => void;
};

// A container engine kills after 10 s.
const lastTasksMs = 8000;

/** Consumes until it is stopped, and over again after every lost connection. */
export function startWorker(parts: WorkerParts): Worker {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  return { stopped: consumeUntil(stopping.signal, parts, stop), stop };
}

async function consumeUntil(stopping: AbortSignal, parts: WorkerParts, stop: () => void): Promise<void> {
  const state = newWorkerState(parts.node.concurrency);
  while (!stopping.aborted) {
    const session = await openPatiently(stopping, parts, () => openSession(parts, state, stop));
    if (session === undefined) return;
    parts.log.info({ queues: parts.node.queues }, 'ready');
    await firstAborted(stopping, session.lost);
    if (stopping.aborted) await session.close({ tasksMs: lastTasksMs });
    else parts.log.warn({ reason: session.lost.reason }, 'connection lost');
  }
}

/** Tries until it succeeds, and tells every new reason why it does not yet. Resolves with undefined when stopped meanwhile. */
async function openPatiently(
  stopping: AbortSignal,
  { log }: WorkerParts,
  open: () => Promise<Session>,
): Promise<Session | undefined> {
  const begunMs = performance.now();
  let lastReason: string | undefined;
  let slowAttempts = 0;
  while (!stopping.aborted) {
    try {
      return await open();
    } catch (error) {
      if (error instanceof AccessRefused) throw error;
      const reason = reasonOf(error);
      if (reason !== lastReason) log.warn({ reason }, 'cannot consume yet, trying again');
      lastReason = reason;
    }
    const delayMs = retryDelayMs(performance.now() - begunMs, slowAttempts);
    if (delayMs !== retryDelayMs(0, 0)) slowAttempts += 1;
    await setTimeout(delayMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  return undefined;
}

const reasonOf = (error: unknown): string =>
  error instanceof AggregateError ? error.errors.map(reasonOf).join('; ') : messageOf(error);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const firstAborted = (...signals: AbortSignal[]): Promise<void> =>
  new Promise((resolve) => {
    const any = AbortSignal.any(signals);
    if (any.aborted) resolve();
    else any.addEventListener('abort', () => resolve(), { once: true });
  });
