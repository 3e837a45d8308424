import type { ConfirmChannel } from 'amqplib';
import { publishConfirmed } from './json-message.ts';
import { exceptionOf, PythonError, tracebackOf } from './python-error.ts';
import type { TaskRequest } from './task-request.ts';

/** A result on its way to whoever asked: the body is what Celery's rpc:// backend reads. */
export type Answer = {
  replyTo: string;
  correlationId: string;
  body: {
    task_id: string | number;
    status: 'SUCCESS' | 'FAILURE' | 'REVOKED';
    result: unknown;
    traceback: string | null;
    children: readonly unknown[];
  };
};

/** Whom to answer. */
export type Asker = Pick<TaskRequest, 'id' | 'correlationId'> & { replyTo: string };

/** The asker of a request that wants an answer. */
export const askerOf = ({ id, correlationId, replyTo, ignoreResult }: TaskRequest): Asker | undefined =>
  replyTo === undefined || ignoreResult ? undefined : { id, correlationId, replyTo };

export const success = (asker: Asker, result: unknown, childIds: readonly string[]): Answer =>
  answer(asker, { status: 'SUCCESS', result, traceback: null, children: childIds.map((id) => [[id, null], null]) });

export const failure = (asker: Asker, error: PythonError): Answer =>
  answer(asker, { status: 'FAILURE', result: exceptionOf(error), traceback: tracebackOf(error) });

export const notRegistered = (asker: Asker, task: string): Answer =>
  answer(asker, {
    status: 'FAILURE',
    result: exceptionOf(new PythonError('NotRegistered', task, 'celery.exceptions')),
  });

export const expired = (asker: Asker): Answer =>
  answer(asker, {
    status: 'REVOKED',
    result: exceptionOf(new PythonError('TaskRevokedError', 'expired', 'celery.exceptions')),
  });

/** To the default exchange, declaring nothing: an answer that nobody waits for any more is dropped there. */
export const sendAnswer = (channel: ConfirmChannel, { replyTo, correlationId, body }: Answer): Promise<void> =>
  publishConfirmed(channel, { exchange: '', routingKey: replyTo, body, options: { correlationId, headers: {} } });

const answer = (
  { id, replyTo, correlationId }: Asker,
  body: Pick<Answer['body'], 'status' | 'result'> & Partial<Answer['body']>,
): Answer => ({ replyTo, correlationId, body: { task_id: id, traceback: null, children: [], ...body } });
