/** The Celery side of the contract: queue, tasks, deadlines. */
export const defaultQueue = 'celery';

/** Tasks that every worker must have registered. `celery.accumulate` is built into every Celery. */
export const contractTasks = ['celery.accumulate', 'medcor.echo'] as const;

/** Returns its arguments on every Celery worker (with `index`, the argument at it), so a canary needs no code in the target. */
export const canaryTask = 'celery.accumulate';

export const canaryDeadlineMs = 5000;
