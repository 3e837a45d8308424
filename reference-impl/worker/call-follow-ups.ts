import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ConfirmChannel } from 'amqplib';
import { defaultQueue } from '../../contract/tasks.ts';
import { publishConfirmed } from './json-message.ts';
import { pythonRepr, pythonTupleRepr, shortened } from './python-repr.ts';
import type { Signature, TaskRequest } from './task-request.ts';

/** Publishes the callbacks and the next of the chain, each with the result as its first argument; answers with their ids. */
export async function callAfterSuccess(
  channel: ConfirmChannel,
  request: TaskRequest,
  result: unknown,
): Promise<string[]> {
  const { callbacks, chain } = request.followUps;
  const ids: string[] = [];
  for (const signature of callbacks) ids.push(await call(channel, request, { signature, first: result, rest: [] }));
  const next = chain.at(-1);
  if (next !== undefined) {
    ids.push(await call(channel, request, { signature: next, first: result, rest: chain.slice(0, -1) }));
  }
  return ids;
}

/** Publishes the errbacks, each with the id of the failed task as its first argument. */
export async function callAfterFailure(channel: ConfirmChannel, request: TaskRequest): Promise<void> {
  for (const signature of request.followUps.errbacks) {
    await call(channel, request, { signature, first: request.id, rest: [] });
  }
}

type Call = { signature: Signature; first: unknown; rest: readonly Signature[] };

async function call(channel: ConfirmChannel, parent: TaskRequest, { signature, first, rest }: Call): Promise<string> {
  const { task, kwargs, options, immutable } = signature;
  const id = textOr(options['task_id'], randomUUID());
  const args = immutable ? signature.args : [first, ...signature.args];
  const expires = timeOf(options['expires']);
  const headers = {
    lang: 'py',
    task,
    id,
    shadow: options['shadow'] ?? null,
    eta: timeOf(options['eta'] ?? options['countdown'])?.toISOString() ?? null,
    expires: expires?.toISOString() ?? null,
    group: options['group_id'] ?? null,
    group_index: options['group_index'] ?? null,
    retries: 0,
    timelimit: [options['time_limit'] ?? null, options['soft_time_limit'] ?? null],
    root_id: parent.rootId,
    parent_id: parent.id,
    argsrepr: shortened(pythonTupleRepr(args)),
    kwargsrepr: shortened(pythonRepr(kwargs)),
    origin: `gen${process.pid}@${hostname()}`,
    ignore_result: options['ignore_result'] === true,
  };
  await publishConfirmed(channel, {
    exchange: '',
    routingKey: textOr(options['queue'], defaultQueue),
    body: [
      args,
      kwargs,
      { callbacks: options['link'] ?? null, errbacks: options['link_error'] ?? null, chain: rest, chord: null },
    ],
    options: {
      headers,
      // Nobody may hear of a call that reached no queue: the broker sends it back and the worker logs it.
      mandatory: true,
      deliveryMode: 2,
      priority: typeof options['priority'] === 'number' ? options['priority'] : 0,
      correlationId: id,
      replyTo: textOr(options['reply_to'], ''),
      ...(expires === undefined ? {} : { expiration: Math.max(0, expires.getTime() - Date.now()) }),
    },
  });
  return id;
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** A number is seconds from now. */
function timeOf(value: unknown): Date | undefined {
  if (typeof value === 'number') return new Date(Date.now() + value * 1000);
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : undefined;
}
