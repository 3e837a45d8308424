import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { controlCommands, noReply, type Controlled } from './control-commands.ts';
import { publish } from './json-message.ts';
import { nodeMatches, type Addressees } from './node-matches.ts';
import { asPythonError, PythonError, reprOfError } from './python-error.ts';
import { isRecord } from './read-body.ts';

const requestExchange = 'celery.pidbox';
const replyExchange = 'reply.celery.pidbox';

/** Listens to remote control as every Celery node does: a queue of its own on a fanout exchange, declared just like Celery's. */
export async function openMailbox(connection: ChannelModel, channel: Channel, worker: Controlled): Promise<void> {
  const queue = `${worker.parts.node.name}.${requestExchange}`;
  await channel.assertExchange(requestExchange, 'fanout', { durable: false });
  await channel.assertExchange(replyExchange, 'direct', { durable: false });
  await channel.assertQueue(queue, {
    durable: false,
    exclusive: false,
    autoDelete: true,
    expires: 10_000,
    messageTtl: 300_000,
  });
  await channel.bindQueue(queue, requestExchange, '');
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return;
      void obey(message, { worker, connection, channel }).catch((error: unknown) =>
        worker.parts.log.error({ error: String(error) }, 'control message not answered'),
      );
    },
    { noAck: true },
  );
}

type Mailbox = { worker: Controlled; connection: ChannelModel; channel: Channel };

async function obey(message: ConsumeMessage, mailbox: Mailbox): Promise<void> {
  const { parts, state } = mailbox.worker;
  const clock: unknown = message.properties.headers?.['clock'];
  state.clock.adjust(typeof clock === 'number' ? clock : 0);
  const request = parseRequest(message);
  if (request === undefined) {
    parts.log.error('control message ignored: it is not a JSON object');
    return;
  }
  if (!nodeMatches(parts.node.name, request)) return;
  const outcome = run(mailbox.worker, request);
  if (outcome !== noReply && isAddress(request.reply_to)) {
    await reply(mailbox, { to: request.reply_to, ticket: request.ticket ?? null, outcome });
  }
}

type Request = Addressees & { method?: unknown; arguments?: unknown; reply_to?: unknown; ticket?: unknown };

function parseRequest({ content }: ConsumeMessage): Request | undefined {
  try {
    const request: unknown = JSON.parse(content.toString('utf8'));
    return isRecord(request) ? request : undefined;
  } catch {
    return undefined;
  }
}

/** What the command answers; a command that fails or is unknown answers with the exception that Celery would show. */
function run(worker: Controlled, { method, arguments: args }: Request): unknown {
  try {
    const command =
      typeof method === 'string' && Object.hasOwn(controlCommands, method) ? controlCommands[method] : undefined;
    if (command === undefined) throw new PythonError('KeyError', String(method));
    return command(worker, isRecord(args) ? args : {});
  } catch (error) {
    const pythonError = reprOfError(asPythonError(error));
    worker.parts.log.error({ method, error: pythonError }, 'control command failed');
    return { error: pythonError };
  }
}

type Address = { exchange: string; routing_key: string };

const isAddress = (value: unknown): value is Address =>
  isRecord(value) && typeof value['exchange'] === 'string' && typeof value['routing_key'] === 'string';

async function reply(
  { worker, connection, channel }: Mailbox,
  { to, ticket, outcome }: { to: Address; ticket: unknown; outcome: unknown },
): Promise<void> {
  const { node } = worker.parts;
  const send = (on: Channel): void =>
    publish(on, {
      exchange: to.exchange,
      routingKey: to.routing_key,
      body: { [node.name]: outcome },
      options: { headers: { ticket, clock: worker.state.clock.forward() } },
    });
  if (to.exchange === '' || to.exchange === replyExchange) return send(channel);
  // An exchange of the asker's own choice may be of another kind, and finding out costs the channel.
  const ownChannel = await connection.createChannel();
  ownChannel.on('error', () => {});
  await ownChannel.assertExchange(to.exchange, 'direct', { durable: false });
  send(ownChannel);
  await ownChannel.close();
}
