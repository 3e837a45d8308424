/** The Celery side of the contract: queue, tasks, deadlines. */
export const defaultQueue = 'celery';

/** Tasks that every worker must have registered. `celery.accumulate` is built into every Celery. */
export const contractTasks = ['celery.accumulate', 'medcor.echo'] as const;

/** Returns its arguments on every Celery worker (with `index`, the argument at it), so a canary needs no code in the target. */
export const canaryTask = 'celery.accumulate';

export const canaryDeadlineMs = 5000;

/** What a worker's clock may differ: a task's eta and expiry are times of day. Celery itself warns from 16 s on. */
export const mostClockDifferenceMs = 5000;

/**
 * A pool that has begun nothing for so long, with every slot taken, is stuck as far as those are concerned who wait for it. Nobody promises
 * how long a task takes; a report may take minutes.
 */
export const longestStandstillMs = 5 * 60_000;

/** What is promised of a queue: whoever declares it with other arguments is refused (406), and more waiting tasks than that are too many. */
export type QueuePromise = {
  name: string;
  arguments: Readonly<Record<string, string | number | boolean>>;
  mostWaiting: number;
};

/** Celery declares a queue without arguments unless it is told to. */
export const queuePromise = { arguments: {}, mostWaiting: 1000 } as const satisfies Omit<QueuePromise, 'name'>;
