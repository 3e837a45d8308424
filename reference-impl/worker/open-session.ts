import { setImmediate } from 'node:timers/promises';
import type { Channel, ChannelModel } from 'amqplib';
import { within } from '../within.ts';
import { heartbeatEveryMs, openEvents, type Events } from './events.ts';
import { openMailbox } from './open-mailbox.ts';
import type { Consumption, WorkerParts } from './parts.ts';
import { prefetchCount, receiveTasks } from './receive-tasks.ts';
import type { WorkerState } from './worker-state.ts';

/** One connection to the broker with all that happens on it, from the first declaration to its end. */
export type Session = {
  /** Aborted, with the reason as a text, when the connection is of no more use. */
  lost: AbortSignal;
  /** Begins no more work, lets running tasks finish for so long, takes leave and closes. */
  close(options: { tasksMs: number }): Promise<void>;
};

/** Connects, declares what Celery declares, and consumes. Rejects when any of it fails. */
export async function openSession(parts: WorkerParts, state: WorkerState, shutDown: () => void): Promise<Session> {
  const connection = await parts.connect();
  const loss = new AbortController();
  const lose = (reason: string): void => loss.abort(reason);
  connection.on('error', (error) => lose(error.message));
  connection.on('close', () => lose('the connection was closed'));
  connection.on('blocked', (reason) => parts.log.warn({ reason }, 'the broker blocks this connection'));
  const closed = Promise.withResolvers<void>();
  loss.signal.addEventListener(
    'abort',
    () => {
      forgetHeldJobs(state);
      // Where only a channel or a consumption ended, the rest must not go on answering beside the next connection.
      void connection.close().then(closed.resolve, () => closed.resolve());
    },
    { once: true },
  );
  try {
    return await consumeOn(connection, { parts, state, shutDown, lost: loss.signal, lose, closed: closed.promise });
  } catch (error) {
    lose('it could not be set up');
    await closed.promise;
    throw error;
  }
}

const brokerMs = 500;

type Setup = {
  parts: WorkerParts;
  state: WorkerState;
  shutDown: () => void;
  lost: AbortSignal;
  lose: (reason: string) => void;
  closed: Promise<void>;
};

async function consumeOn(
  connection: ChannelModel,
  { parts, state, shutDown, lost, lose, closed }: Setup,
): Promise<Session> {
  const draining = new AbortController();
  const opened = <Kind extends Channel>(channel: Kind): Kind => {
    channel.on('error', (error) => lose(error.message));
    channel.on('close', () => {
      if (!draining.signal.aborted) lose('a channel was closed');
    });
    return channel;
  };
  const channel = opened(await connection.createChannel());
  const confirmed = opened(await connection.createConfirmChannel());
  const control = opened(await connection.createChannel());
  confirmed.on('return', ({ fields }) =>
    parts.log.error(
      { queue: fields.routingKey },
      'the next task of a chain or callback was lost: there is no such queue',
    ),
  );
  let consumptions: readonly Consumption[] = [];

  const events = await openEvents(control, parts, state, lost);
  await parts.consumer.declare(channel, parts.node.queues);
  await channel.prefetch(prefetchCount({ parts, state }), true);
  const receive = receiveTasks({ parts, state, events, confirmed, channel, lost, draining: draining.signal });
  consumptions = await parts.consumer.consume(channel, parts.node.queues, (message) =>
    message === null ? lose('the broker ended the consumption (was a queue deleted?)') : receive(message),
  );
  await openMailbox(connection, control, { parts, state, events, consumptions: () => consumptions, shutDown });
  beatTheHeart(events, lost);

  return {
    lost,
    async close({ tasksMs }) {
      draining.abort();
      // A broker with an alarm reads nothing and answers nothing, so nothing here may wait for it for long.
      await within(brokerMs, Promise.all(consumptions.map(({ tag }) => channel.cancel(tag)))).catch(() => undefined);
      await within(tasksMs, state.slots.idle()).catch(() =>
        parts.log.warn('tasks still run: they will be delivered again'),
      );
      // The last task events leave at the end of this turn of the event loop.
      await setImmediate();
      events.worker('worker-offline');
      // Closing a channel is a round trip, so what was sent on it has arrived before the connection goes.
      await within(brokerMs, Promise.all([channel.close(), control.close()])).catch(() => undefined);
      lose('the worker stops');
      await within(brokerMs, closed).catch(() => undefined);
    },
  };
}

function beatTheHeart(events: Events, lost: AbortSignal): void {
  events.worker('worker-online');
  const timer = setInterval(() => events.worker('worker-heartbeat'), heartbeatEveryMs);
  lost.addEventListener('abort', () => clearInterval(timer), { once: true });
}

/** With the connection the broker takes back all that was not acknowledged; what runs already runs on and is forgotten at its end. */
function forgetHeldJobs(state: WorkerState): void {
  state.scheduled.clear();
  state.reserved.clear();
  for (const job of state.active) state.reserved.add(job);
}
