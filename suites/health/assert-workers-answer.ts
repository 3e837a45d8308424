import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation that tells a frozen worker from an absent one unless all expected workers (one, where nobody says) answer a ping. */
export async function assertWorkersAnswer(
  celery: Pick<CeleryClient, 'ping' | 'countQueue' | 'queue' | 'workers'>,
): Promise<Observations> {
  const { answers } = await celery.ping();
  const names = [...answers.keys()].sort();
  const wanted = celery.workers.expected ?? 1;
  if (names.length >= wanted) return { workers: names.join(', ') };
  const expected = `a pong from ${wanted === 1 ? 'a worker' : `${wanted} workers`}`;
  if (names.length > 0) {
    throw new Violation({
      expected,
      actual: `${names.length}: ${names.join(', ')}`,
      cause: {
        id: 'workers-missing',
        sentence: `${wanted - names.length} of ${wanted} expected workers do not answer`,
      },
    });
  }
  const consumers = (await celery.countQueue(celery.queue))?.consumers ?? 0;
  throw new Violation({
    expected,
    actual: `none; the broker counts ${consumers} ${consumers === 1 ? 'consumer' : 'consumers'} on the queue "${celery.queue}"`,
    cause:
      consumers > 0
        ? {
            id: 'worker-silent',
            sentence:
              'a worker is connected and does not react: its process is frozen, or its only thread is busy (solo pool)',
          }
        : { id: 'no-worker', sentence: 'no worker is connected to this virtual host' },
  });
}
