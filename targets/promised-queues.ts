import { queuePromise, type QueuePromise } from '../contract/tasks.ts';
import type { Deployment } from './deployment.ts';

/** Every queue that workers consume, the default one first, with what is promised of it. */
export function promisedQueues({ dialect, queues = [] }: Pick<Deployment, 'dialect' | 'queues'>): QueuePromise[] {
  const promise = (name: string): QueuePromise => ({
    name,
    ...queuePromise,
    ...queues.find((queue) => queue.name === name),
  });
  return [...new Set([dialect.queue, ...queues.map(({ name }) => name)])].map(promise);
}
