import type { ConsumeMessage } from 'amqplib';
import { isRecord, Malformed, readBody, Undecodable } from './read-body.ts';
import { readFollowUps } from './read-follow-ups.ts';
import { pythonRepr, pythonTupleRepr } from './python-repr.ts';
import type { TaskRequest } from './task-request.ts';

/**
 * The call in a message of protocol 2 (name in the headers, `[args, kwargs, embed]` in the body) or 1 (all in the body).
 * Throws `Undecodable` or `Malformed`.
 */
export function readTaskMessage(message: ConsumeMessage): TaskRequest {
  const headers = message.properties.headers ?? {};
  if ('task' in headers) {
    const { args, kwargs, embed } = partsOf(readBody(message));
    return requestOf(message, headers, { args, kwargs, embed });
  }
  const body = readProtocol1(message);
  return requestOf(message, body, { args: body['args'] ?? [], kwargs: body['kwargs'] ?? {}, embed: body });
}

/** Id and name alone, for a task that is not registered: its body may be of a kind that only its own worker reads. */
export function readTaskName(message: ConsumeMessage): { task: string; id: string | number } | undefined {
  const { task, id } = message.properties.headers ?? {};
  return typeof task === 'string' && isId(id) ? { task, id } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function readProtocol1(message: ConsumeMessage): Fields {
  let body: unknown;
  try {
    body = readBody(message);
  } catch (error) {
    // Without a name in the headers it cannot even be told to be a task: Celery acknowledges and forgets it.
    throw new Undecodable(error instanceof Error ? error.message : String(error));
  }
  if (!isRecord(body)) throw new Malformed('there is no task in the headers and no object in the body');
  return body;
}

function partsOf(body: unknown): { args: unknown; kwargs: unknown; embed: unknown } {
  if (!Array.isArray(body) || body.length !== 3) {
    throw new Malformed('the body is not a list of arguments, keyword arguments and options');
  }
  const [args, kwargs, embed] = body;
  return { args, kwargs, embed };
}

function requestOf(
  message: ConsumeMessage,
  fields: Fields,
  call: { args: unknown; kwargs: unknown; embed: unknown },
): TaskRequest {
  const { task, id, shadow } = fields;
  const { replyTo, correlationId, priority } = message.properties;
  if (typeof task !== 'string') throw new Malformed('the name of the task is not a text');
  if (!isId(id)) throw new Malformed('it has no id');
  if (!Array.isArray(call.args)) throw new Malformed('the arguments are not a list');
  if (!isRecord(call.kwargs)) throw new Malformed('the keyword arguments are not an object');
  return {
    id,
    task,
    name: typeof shadow === 'string' && shadow !== '' ? shadow : task,
    args: call.args,
    kwargs: call.kwargs,
    replyTo: typeof replyTo === 'string' && replyTo !== '' ? replyTo : undefined,
    correlationId: typeof correlationId === 'string' ? correlationId : String(id),
    ignoreResult: fields['ignore_result'] === true,
    eta: readTime('eta', fields['eta']),
    expires: readTime('expires', fields['expires']),
    retries: typeof fields['retries'] === 'number' ? fields['retries'] : 0,
    rootId: isId(fields['root_id']) ? fields['root_id'] : id,
    parentId: isId(fields['parent_id']) ? fields['parent_id'] : null,
    argsRepr: typeof fields['argsrepr'] === 'string' ? fields['argsrepr'] : pythonTupleRepr(call.args),
    kwargsRepr: typeof fields['kwargsrepr'] === 'string' ? fields['kwargsrepr'] : pythonRepr(call.kwargs),
    followUps: readFollowUps(call.embed),
    deliveryInfo: {
      exchange: message.fields.exchange,
      routing_key: message.fields.routingKey,
      priority: typeof priority === 'number' ? priority : null,
      redelivered: message.fields.redelivered,
    },
  };
}

const isId = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

const isoTime = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/;

/** ISO 8601; without an offset it is UTC, as Celery has it. */
function readTime(field: 'eta' | 'expires', value: unknown): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const match = typeof value === 'string' ? isoTime.exec(value) : null;
  if (match === null) throw new Malformed(`${field} is not a time in ISO 8601`);
  const hasTime = match[1] !== undefined;
  const time = new Date(hasTime && match.groups?.['zone'] === undefined ? `${match[0]}Z` : match[0]);
  if (Number.isNaN(time.getTime())) throw new Malformed(`${field} is no time that exists`);
  return time;
}
