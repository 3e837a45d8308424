import { randomUUID } from 'node:crypto';
import amqplib, { type Channel, type ConsumeMessage } from 'amqplib';

/** Speaks to a worker in raw messages: for what a Python client would never send, and for what only the broker sees. */
export type RawClient = AsyncDisposable & {
  channel: Channel;
  /** Publishes a call of protocol 2 and resolves with the first result. */
  call(task: string, args: readonly unknown[], options?: CallOptions): Promise<Result>;
  /** Publishes without waiting for a result. */
  send(task: string, args: readonly unknown[], options?: CallOptions): string;
  /** Results that came for calls nobody waited for. */
  strayResults(): readonly Result[];
  consumerCount(queue: string): Promise<number>;
  /** Asks all nodes by remote control and resolves with the first reply; the reply goes to the default exchange. */
  ask(method: string, options?: { arguments?: object; pattern?: string }): Promise<Record<string, unknown>>;
};

export type CallOptions = { headers?: Record<string, unknown>; embed?: Record<string, unknown>; queue?: string };

export type Result = { task_id: string; status: string; result: unknown; traceback: string | null };

const replyQueue = 'amq.rabbitmq.reply-to';

export async function rawClient(url: string): Promise<RawClient> {
  const connection = await amqplib.connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const waiting = new Map<string, (result: Result) => void>();
  const stray: Result[] = [];
  await channel.consume(
    replyQueue,
    (message) => {
      const result = bodyOf(message) as Result;
      const wanted = waiting.get(result.task_id);
      if (wanted === undefined) stray.push(result);
      else wanted(result);
    },
    { noAck: true },
  );

  const send: RawClient['send'] = (task, args, { headers = {}, embed = {}, queue = 'celery' } = {}) => {
    const id = randomUUID();
    channel.publish('', queue, Buffer.from(JSON.stringify([args, {}, embed])), {
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      headers: { task, id, ...headers },
      correlationId: id,
      replyTo: replyQueue,
    });
    return id;
  };
  return {
    channel,
    send,
    call: (task, args, options) =>
      new Promise((resolve) => {
        waiting.set(send(task, args, options), resolve);
      }),
    strayResults: () => stray,
    async consumerCount(queue) {
      const { consumerCount } = await channel.checkQueue(queue);
      return consumerCount;
    },
    async ask(method, { arguments: args = {}, pattern } = {}) {
      const { queue } = await channel.assertQueue('', { exclusive: true });
      const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
      await channel.consume(queue, (message) => resolve(bodyOf(message) as Record<string, unknown>), { noAck: true });
      const request = { method, arguments: args, reply_to: { exchange: '', routing_key: queue }, ticket: 't' };
      const matching = pattern === undefined ? {} : { pattern, matcher: 'glob' };
      channel.publish('celery.pidbox', '', Buffer.from(JSON.stringify({ ...request, ...matching })), {
        contentType: 'application/json',
        contentEncoding: 'utf-8',
      });
      return promise;
    },
    async [Symbol.asyncDispose]() {
      await connection.close();
    },
  };
}

const bodyOf = (message: ConsumeMessage | null): unknown => JSON.parse(message?.content.toString('utf8') ?? 'null');
