import type { QueuePromise } from '../../contract/tasks.ts';
import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { violationOf } from '../../harness/answer-or-violation.ts';
import { Violation } from '../../harness/violation.ts';
import { leftEach, type LeftViolation } from '../health/leave-to.ts';
import { absentWorker } from '../health/told-of-workers.ts';

/**
 * Throws a Violation unless every queue, the default one first, exists and somebody consumes it. That nobody is there who could is left
 * to the check of the workers.
 */
export async function assertConsumed(
  celery: Pick<CeleryClient, 'queues' | 'countQueue' | 'compareQueue'>,
): Promise<void> {
  const troubles: LeftViolation[] = [];
  for (const promise of celery.queues) {
    const seen = await violationOf(assertOneConsumed(celery, promise));
    if (seen) troubles.push({ seen, to: lacksWorker.has(seen.facts.cause.id) ? absentWorker : [] });
  }
  const [first, ...others] = troubles;
  if (first) throw leftEach([first, ...others]);
}

const lacksWorker = new Set(['no-consumer', 'queue-missing']);

async function assertOneConsumed(
  celery: Pick<CeleryClient, 'countQueue' | 'compareQueue'>,
  promise: QueuePromise,
): Promise<void> {
  const queue = promise.name;
  const counts = await celery.countQueue(queue);
  if (counts && counts.consumers > 0) return;
  const expected = `a queue "${queue}" with at least one consumer`;
  if (counts) {
    throw new Violation({
      expected,
      actual: `0 consumers and ${counts.ready} waiting ${counts.ready === 1 ? 'message' : 'messages'}`,
      ...((await isQuorum(celery, promise))
        ? quorumNotConsumed(queue)
        : {
            cause: {
              id: 'no-consumer',
              of: queue,
              sentence: `nobody consumes "${queue}": what is published there stays there`,
            },
          }),
    });
  }
  throw new Violation({
    expected,
    actual: 'no such queue',
    cause: {
      id: 'queue-missing',
      of: queue,
      sentence: `the queue "${queue}" does not exist: no worker has declared it`,
    },
    remedy:
      'sudo rabbitmqctl list_queues name consumers messages; sudo systemctl restart celery.service; if the queue has another name here, say so in the profile (dialect.queue)',
  });
}

/** Whether the broker would take the same declaration for a quorum queue. */
async function isQuorum(celery: Pick<CeleryClient, 'compareQueue'>, promise: QueuePromise): Promise<boolean> {
  const asQuorum = { ...promise, arguments: { ...promise.arguments, 'x-queue-type': 'quorum' } };
  return (await celery.compareQueue(asQuorum)).is === 'as-promised';
}

const quorumNotConsumed = (queue: string) => ({
  cause: {
    id: 'quorum-queue-not-consumed',
    of: queue,
    sentence: `nobody consumes "${queue}", which is a quorum queue: a Celery before 5.5 cannot (540 NOT_IMPLEMENTED, "does not support global qos"), and tries for ever`,
  },
  remedy:
    'sudo journalctl -u celery.service -n 50 | grep NOT_IMPLEMENTED; update Celery to 5.5 or later (worker_detect_quorum_queues), or let the workers declare a classic queue; sudo systemctl restart celery.service',
});
