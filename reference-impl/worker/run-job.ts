import type { ConfirmChannel } from 'amqplib';
import { askerOf, expired, failure, success } from './answer.ts';
import { callAfterFailure, callAfterSuccess } from './call-follow-ups.ts';
import type { Events } from './events.ts';
import { logFieldsOf, type Job } from './job.ts';
import type { WorkerParts } from './parts.ts';
import { asPythonError, PythonError, reprOfError, tracebackOf } from './python-error.ts';
import { pythonRepr, shortened } from './python-repr.ts';
import type { Task } from './tasks.ts';
import type { WorkerState } from './worker-state.ts';

export type JobContext = {
  parts: WorkerParts;
  state: WorkerState;
  events: Events;
  /** For all that must have reached the broker before the message is acknowledged. */
  confirmed: ConfirmChannel;
};

/**
 * Runs the task, answers, and only then acknowledges: whatever ends the worker before that moment leaves the message to be
 * delivered again. Rejects where the broker took no answer.
 */
export async function runJob(context: JobContext, job: Job, task: Task): Promise<void> {
  const { parts, state, events } = context;
  if (isExpired(job, parts)) return revokeExpired(context, job);
  begin(context, job);
  events.task('task-started', { uuid: job.request.id });
  try {
    const outcome = await outcomeOf(task, job);
    if (outcome instanceof PythonError) await fail(context, job, outcome);
    else await succeed(context, job, outcome.result);
    job.delivery.ack();
    parts.log.info(
      { ...logFieldsOf(job.request), status: outcome instanceof PythonError ? outcome.type : 'SUCCESS' },
      'task done',
    );
  } finally {
    state.active.delete(job);
  }
}

export const isExpired = ({ request }: Job, { now }: Pick<WorkerParts, 'now'>): boolean =>
  request.expires !== undefined && request.expires.getTime() < now();

/** Too late to be wanted: says so and settles the message without running anything. */
export async function revokeExpired({ parts, events, confirmed }: JobContext, job: Job): Promise<void> {
  const asker = askerOf(job.request);
  events.task('task-revoked', { uuid: job.request.id, terminated: false, signum: null, expired: true });
  if (asker !== undefined) await parts.results.send(confirmed, expired(asker));
  job.delivery.ack();
  parts.log.info(logFieldsOf(job.request), 'task had expired');
}

function begin({ parts, state }: JobContext, job: Job): void {
  job.timeStart = parts.begins() / 1000;
  state.active.add(job);
  state.totals.set(job.request.name, (state.totals.get(job.request.name) ?? 0) + 1);
}

async function outcomeOf(task: Task, { request }: Job): Promise<{ result: unknown } | PythonError> {
  try {
    const result = await task(request.args, request.kwargs);
    return isJson(result) ? { result } : new PythonError('EncodeError', notSerialisable(result), 'kombu.exceptions');
  } catch (error) {
    return asPythonError(error);
  }
}

async function succeed(
  { parts, events, confirmed }: JobContext,
  { request, timeStart }: Job,
  result: unknown,
): Promise<void> {
  const asker = askerOf(request);
  const childIds = await callAfterSuccess(confirmed, request, result);
  if (asker !== undefined) await parts.results.send(confirmed, success(asker, result, childIds));
  events.task('task-succeeded', {
    uuid: request.id,
    result: shortened(pythonRepr(result)),
    runtime: Date.now() / 1000 - (timeStart ?? 0),
  });
}

async function fail({ parts, events, confirmed }: JobContext, { request }: Job, error: PythonError): Promise<void> {
  const asker = askerOf(request);
  await callAfterFailure(confirmed, request);
  if (asker !== undefined) await parts.results.send(confirmed, failure(asker, error));
  events.task('task-failed', { uuid: request.id, exception: reprOfError(error), traceback: tracebackOf(error) });
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

const notSerialisable = (value: unknown): string =>
  `TypeError('Object of type ${typeof value} is not JSON serializable')`;
