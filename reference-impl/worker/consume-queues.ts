import type { Consumer } from './parts.ts';

/** Declares and consumes queues the way Celery does: each with a direct exchange of its own name. */
export const consumeQueues: Consumer = {
  async declare(channel, queues) {
    for (const queue of queues) {
      await channel.assertExchange(queue, 'direct', { durable: true });
      await channel.assertQueue(queue, { durable: true });
      await channel.bindQueue(queue, queue, queue);
    }
  },
  async consume(channel, queues, onMessage) {
    const consumptions = [];
    for (const [index, queue] of queues.entries()) {
      const tag = `None${index + 1}`;
      await channel.consume(queue, onMessage, { consumerTag: tag });
      consumptions.push({ queue, tag });
    }
    return consumptions;
  },
};
