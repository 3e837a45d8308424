import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless the default queue exists and somebody consumes it. */
export async function assertConsumed(celery: Pick<CeleryClient, 'queue' | 'countQueue'>): Promise<void> {
  const { queue } = celery;
  const counts = await celery.countQueue(queue);
  if (counts && counts.consumers > 0) return;
  const expected = `a queue "${queue}" with at least one consumer`;
  if (counts) {
    throw new Violation({
      expected,
      actual: `0 consumers and ${counts.ready} waiting ${counts.ready === 1 ? 'message' : 'messages'}`,
      cause: { id: 'no-consumer', sentence: `nobody consumes "${queue}": what is published there stays there` },
    });
  }
  throw new Violation({
    expected,
    actual: 'no such queue',
    cause: { id: 'queue-missing', sentence: `the queue "${queue}" does not exist: no worker has declared it` },
    remedy:
      'sudo rabbitmqctl list_queues name consumers messages; sudo systemctl restart celery.service; if the queue has another name here, say so in the profile (dialect.queue)',
  });
}
