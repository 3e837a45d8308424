import type { Channel, ConsumeMessage } from 'amqplib';
import { notRegistered } from './answer.ts';
import { logFieldsOf, type Delivery, type Job } from './job.ts';
import { asPythonError, reprOfError } from './python-error.ts';
import { Undecodable } from './read-body.ts';
import { readTaskMessage, readTaskName } from './read-task-message.ts';
import { isExpired, revokeExpired, runJob, type JobContext } from './run-job.ts';
import { schedule } from './schedule.ts';
import type { Task } from './tasks.ts';
import type { TaskRequest } from './task-request.ts';

/** Celery prefetches four messages for each task that may run at once. */
const prefetchPerSlot = 4;
const largestPrefetch = 65_535;

export type Receiving = JobContext & {
  channel: Channel;
  /** Aborted when the connection is lost or given up. */
  lost: AbortSignal;
  /** Aborted when no more work may begin. */
  draining: AbortSignal;
};

export const prefetchCount = ({ parts, state }: Pick<JobContext, 'parts' | 'state'>): number =>
  Math.min(parts.node.concurrency * prefetchPerSlot + state.scheduled.size, largestPrefetch);

/** Takes every message that a queue delivers to its end; nothing in a message can end the worker or come back for ever. */
export function receiveTasks(context: Receiving): (message: ConsumeMessage) => void {
  return (message) => {
    const delivery = deliveryOf(message, context);
    void receive(context, message, delivery).catch((error: unknown) => giveUp(context, delivery, error));
  };
}

async function receive(context: Receiving, message: ConsumeMessage, delivery: Delivery): Promise<void> {
  const named = readTaskName(message);
  if (named !== undefined && taskNamed(context, named.task) === undefined) {
    return refuseUnregistered(context, message, { ...named, delivery });
  }
  const request = readOrSettle(context, message, delivery);
  if (request === undefined) return;
  const task = taskNamed(context, request.task);
  if (task === undefined) return refuseUnregistered(context, message, { ...request, delivery });

  const job: Job = { request, delivery, timeStart: null };
  if (isExpired(job, context.parts)) return revokeExpired(context, job);
  context.events.task('task-received', receivedFields(request));
  if (request.eta === undefined) return reserve(context, job, task);
  hold(context, job);
  schedule(request.eta, () => release(context, job, task), context.lost);
}

const taskNamed = ({ parts: { registry } }: Receiving, name: string): Task | undefined =>
  Object.hasOwn(registry, name) ? registry[name] : undefined;

/** The request in a message; settles a message that has none. */
function readOrSettle({ parts }: Receiving, message: ConsumeMessage, delivery: Delivery): TaskRequest | undefined {
  try {
    return readTaskMessage(message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Undecodable) {
      delivery.ack();
      parts.log.error({ reason }, 'message dropped: it cannot be decoded');
    } else {
      delivery.reject();
      parts.log.error({ reason }, 'message rejected: it is not a task call that this worker can do');
    }
    return undefined;
  }
}

async function refuseUnregistered(
  { parts, events, confirmed }: Receiving,
  { properties: { replyTo, correlationId } }: ConsumeMessage,
  { task, id, delivery }: { task: string; id: string | number; delivery: Delivery },
): Promise<void> {
  parts.log.error({ task, id }, 'message rejected: the task is not registered');
  if (typeof replyTo === 'string' && replyTo !== '') {
    await parts.results.send(
      confirmed,
      notRegistered({ id, replyTo, correlationId: correlationId ?? String(id) }, task),
    );
  }
  delivery.reject();
  events.task('task-failed', { uuid: id, exception: `NotRegistered('${task}')` });
}

/** Until its eta a task would block others from being delivered, so it raises the prefetch count by itself, as in Celery. */
function hold(context: Receiving, job: Job): void {
  context.state.scheduled.add(job);
  adjustPrefetch(context);
}

function release(context: Receiving, job: Job, task: Task): void {
  context.state.scheduled.delete(job);
  adjustPrefetch(context);
  reserve(context, job, task);
}

function adjustPrefetch(context: Receiving): void {
  // Only fails where the channel is gone, and then another one follows with a count of its own.
  context.channel.prefetch(prefetchCount(context), true).catch(() => undefined);
}

function reserve(context: Receiving, job: Job, task: Task): void {
  const { state, lost, draining } = context;
  state.reserved.add(job);
  state.slots.run(async () => {
    if (lost.aborted || draining.aborted) return;
    await runJob(context, job, task).catch((error: unknown) => giveUp(context, job.delivery, error, job.request));
    state.reserved.delete(job);
  });
}

/** What could not be brought to its end is delivered again after a lost connection, and else rejected: never tried for ever. */
function giveUp({ parts, lost }: Receiving, delivery: Delivery, error: unknown, request?: TaskRequest): void {
  const fields = request === undefined ? {} : logFieldsOf(request);
  if (lost.aborted) {
    parts.log.warn(fields, 'the connection was lost before the answer was sent: the task will be delivered again');
    return;
  }
  parts.log.error(
    { ...fields, error: reprOfError(asPythonError(error)) },
    'message rejected: its answer could not be sent',
  );
  delivery.reject();
}

function deliveryOf(message: ConsumeMessage, { channel, lost }: Receiving): Delivery {
  let settled = false;
  const settle = (how: () => void): void => {
    if (settled || lost.aborted) return;
    settled = true;
    how();
  };
  return {
    ack: () => settle(() => channel.ack(message)),
    reject: () => settle(() => channel.reject(message, false)),
    settled: () => settled,
    lost,
  };
}

const receivedFields = (request: TaskRequest) => ({
  uuid: request.id,
  name: request.name,
  args: request.argsRepr,
  kwargs: request.kwargsRepr,
  root_id: request.rootId,
  parent_id: request.parentId,
  retries: request.retries,
  eta: request.eta?.toISOString() ?? null,
  expires: request.expires?.toISOString() ?? null,
});
