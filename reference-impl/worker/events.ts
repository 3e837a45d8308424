import { loadavg, type as operatingSystem } from 'node:os';
import type { Channel } from 'amqplib';
import { publish } from './json-message.ts';
import type { WorkerParts } from './parts.ts';
import type { WorkerState } from './worker-state.ts';

/** What this worker tells whoever monitors: `celery events`, Flower, exporters. */
export type Events = {
  worker(type: 'worker-online' | 'worker-heartbeat' | 'worker-offline'): void;
  /** A heartbeat that remote control asked for carries less, in Celery. */
  requestedHeartbeat(): void;
  /** Only sent while task events are enabled; those of one turn of the event loop go together. */
  task(type: string, fields: Readonly<Record<string, unknown>>): void;
};

const exchange = 'celeryev';
export const heartbeatEveryMs = 2000;
const mostInOneMessage = 24;

export async function openEvents(
  channel: Channel,
  { node, now }: Pick<WorkerParts, 'node' | 'now'>,
  state: WorkerState,
  lost: AbortSignal,
): Promise<Events> {
  await channel.assertExchange(exchange, 'topic', { durable: true });
  let batch: unknown[] = [];

  const eventOf = (type: string, fields: object) => ({
    hostname: node.name,
    // Celery counts hours towards UTC here, so west of Greenwich is positive.
    utcoffset: Math.trunc(new Date().getTimezoneOffset() / 60),
    pid: process.pid,
    clock: state.clock.forward(),
    ...fields,
    timestamp: now() / 1000,
    type,
  });
  const send = (routingKey: string, body: unknown): void => {
    if (lost.aborted) return;
    publish(channel, { exchange, routingKey, body, options: { headers: { hostname: node.name } } });
  };
  const software = { sw_ident: 'medcor-worker', sw_ver: node.version, sw_sys: operatingSystem() };
  const flush = (): void => {
    if (batch.length > 0) send('task.multi', batch);
    batch = [];
  };

  return {
    worker: (type) =>
      send(
        type.replace('-', '.'),
        eventOf(type, {
          freq: heartbeatEveryMs / 1000,
          active: state.active.size,
          processed: state.totals.values().reduce((sum, count) => sum + count, 0),
          loadavg: loadavg().map((load) => Number(load.toFixed(2))),
          ...software,
        }),
      ),
    requestedHeartbeat: () => send('worker.heartbeat', eventOf('worker-heartbeat', { freq: 5, ...software })),
    task(type, fields) {
      if (!state.taskEvents) return;
      if (batch.length === 0) setImmediate(flush);
      batch.push(eventOf(type, fields));
      if (batch.length === mostInOneMessage) flush();
    },
  };
}
