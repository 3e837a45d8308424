import type { Channel, ConfirmChannel, Options } from 'amqplib';

/** A message of Celery's own kind: JSON with the properties that kombu sets. */
export type JsonMessage = { exchange: string; routingKey: string; body: unknown; options?: Options.Publish };

/** Hands it to the broker and hopes, as Celery does with events and control replies. */
export function publish(channel: Channel, message: JsonMessage): void {
  channel.publish(message.exchange, message.routingKey, encode(message.body), optionsOf(message));
}

/** Resolves when the broker has taken charge of it; rejects when the channel ended before. */
export function publishConfirmed(channel: ConfirmChannel, message: JsonMessage): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  channel.publish(message.exchange, message.routingKey, encode(message.body), optionsOf(message), (error: unknown) =>
    error == null ? resolve() : reject(error),
  );
  return promise;
}

const optionsOf = ({ options = {} }: JsonMessage): Options.Publish => ({
  ...properties,
  ...options,
  headers: withLongIntegers(options.headers ?? {}) as Record<string, unknown>,
});

/**
 * amqplib writes an integer of two bytes with the type `s`, which RabbitMQ reads as a number and py-amqp as a text: a Python client
 * would break off on a clock beyond 127. Eight bytes mean the same to all.
 */
function withLongIntegers(value: unknown): unknown {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { '!': 'int64', value };
  if (Array.isArray(value)) return value.map(withLongIntegers);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLongIntegers(inner)]));
  }
  return value;
}

const properties = {
  contentType: 'application/json',
  contentEncoding: 'utf-8',
  deliveryMode: 1,
  priority: 0,
} satisfies Options.Publish;

const encode = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));
