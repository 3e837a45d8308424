import type { Channel, ConfirmChannel, Options } from 'amqplib';

/** A message of Celery's own kind: JSON with the properties that kombu sets. */
export type JsonMessage = { exchange: string; routingKey: string; body: unknown; options?: Options.Publish };

/** Hands it to the broker and hopes, as Celery does with events and control replies. */
export function publish(channel: Channel, message: JsonMessage): void {
  channel.publish(message.exchange, message.routingKey, encode(message.body), { ...properties, ...message.options });
}

/** Resolves when the broker has taken charge of it; rejects when the channel ended before. */
export function publishConfirmed(channel: ConfirmChannel, message: JsonMessage): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  channel.publish(
    message.exchange,
    message.routingKey,
    encode(message.body),
    { ...properties, ...message.options },
    (error: unknown) => (error == null ? resolve() : reject(error)),
  );
  return promise;
}

const properties = {
  contentType: 'application/json',
  contentEncoding: 'utf-8',
  deliveryMode: 1,
  priority: 0,
} satisfies Options.Publish;

const encode = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));
