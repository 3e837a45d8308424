import type { Job } from './job.ts';
import { lamportClock } from './lamport-clock.ts';
import { slots } from './slots.ts';

/** What a worker remembers beyond a connection. */
export type WorkerState = ReturnType<typeof newWorkerState>;

export const newWorkerState = (concurrency: number) => ({
  clock: lamportClock(),
  slots: slots(concurrency),
  /** Held for their eta; not counted in `reserved`. */
  scheduled: new Set<Job>(),
  /** Accepted and not settled, whether running or waiting for a slot. */
  reserved: new Set<Job>(),
  active: new Set<Job>(),
  /** How often each task has begun to run. */
  totals: new Map<string, number>(),
  /** Set and unset by remote control. */
  taskEvents: false,
});
