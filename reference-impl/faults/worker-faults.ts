import type { FaultName } from '../../contract/faults.ts';
import type { WorkerParts } from '../worker/parts.ts';

/** The faults of the worker, each a function from healthy parts to sick ones. */
export const workerFaults: Partial<Record<FaultName, (parts: WorkerParts) => WorkerParts>> = {
  // As Celery 5.6 is after `cancel_consumer`, `add_consumer` and a lost connection (celery#10352): it answers ping, its
  // active_queues are empty, the queue exists without a consumer.
  'worker-not-consuming': (parts) => ({ ...parts, consumer: { ...parts.consumer, consume: async () => [] } }),

  'worker-loses-result': (parts) => ({ ...parts, results: { ...parts.results, send: async () => {} } }),

  'task-unregistered': ({ registry, ...parts }) => {
    const { 'medcor.echo': _forgotten, ...others } = registry;
    return { ...parts, registry: others };
  },

  // As it is ten minutes later, for which nobody waits.
  'worker-hangs': ({ registry, ...parts }) => ({
    ...parts,
    begins: () => parts.begins() - 600_000,
    registry: Object.fromEntries(Object.keys(registry).map((name) => [name, () => new Promise(() => {})])),
  }),

  'queue-has-another-argument': (parts) => ({
    ...parts,
    consumer: {
      ...parts.consumer,
      async declare(channel, queues) {
        for (const queue of queues) await channel.assertQueue(queue, { durable: true, maxPriority: 10 });
      },
    },
  }),

  'worker-clock-is-ahead': (parts) => ({ ...parts, now: () => parts.now() + 30_000 }),
};
