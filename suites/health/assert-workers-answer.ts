import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation that tells a frozen worker from an absent one unless all expected workers (one, where nobody says) answer a ping,
 * and as many as the broker counts consumers: a worker has one on each of its queues.
 */
export async function assertWorkersAnswer(
  celery: Pick<CeleryClient, 'ping' | 'countQueue' | 'queue' | 'workers'>,
): Promise<Observations> {
  const wanted = celery.workers.expected ?? 1;
  const before = await countConsumers(celery);
  const { answers } = await celery.ping({ atLeast: before });
  const names = [...answers.keys()].sort();
  if (names.length >= wanted && names.length >= before) return { workers: names.join(', ') };
  // One that has left meanwhile is nobody's silence.
  const consumers = Math.min(before, await countConsumers(celery));
  if (names.length >= wanted && names.length >= consumers) return { workers: names.join(', ') };
  throw new Violation({
    expected: `a pong from ${counted(Math.max(wanted, consumers), 'worker')}`,
    actual: `${names.length === 0 ? 'none' : `${names.length} (${names.join(', ')})`}; the broker counts ${counted(consumers, 'consumer')} on the queue "${celery.queue}"`,
    cause: whySilent({ answering: names.length, consumers, wanted }),
  });
}

const countConsumers = async (celery: Pick<CeleryClient, 'countQueue' | 'queue'>) =>
  (await celery.countQueue(celery.queue))?.consumers ?? 0;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function whySilent({ answering, consumers, wanted }: { answering: number; consumers: number; wanted: number }) {
  if (consumers > answering && answering > 0) {
    return {
      id: 'worker-silent',
      sentence: `the queue has ${consumers} consumers, and ${answering} of them answered as a worker: a process is frozen, its only thread is busy (solo pool), or another program takes the workers' tasks`,
    };
  }
  if (consumers > 0 && answering === 0) {
    return {
      id: 'worker-silent',
      sentence:
        'a worker is connected and does not react: its process is frozen, or its only thread is busy (solo pool)',
    };
  }
  if (answering > 0) {
    return { id: 'workers-missing', sentence: `${wanted - answering} of ${wanted} expected workers do not answer` };
  }
  return { id: 'no-worker', sentence: 'no worker is connected to this virtual host' };
}
