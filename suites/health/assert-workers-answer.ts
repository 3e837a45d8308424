import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Gathered } from '../../fixtures/celery/broadcast.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { countWorkers } from './count-workers.ts';

/**
 * Throws a Violation that tells a frozen worker from an absent one unless all expected workers (one, where nobody says) answer a ping,
 * and as many as the broker counts consumers: a worker has one on each of its queues.
 */
export async function assertWorkersAnswer(
  celery: Pick<CeleryClient, 'ping' | 'processes' | 'countQueue' | 'queue' | 'workers'>,
): Promise<Observations> {
  const wanted = celery.workers.expected ?? 1;
  const before = await countWorkers(celery);
  const { answers, ended } = await celery.ping({ atLeast: before });
  const names = [...answers.keys()].sort();
  const observed = { workers: names.join(', ') };
  if (names.length >= wanted && names.length >= before) return observed;
  // One that has left meanwhile is nobody's silence.
  const consumers = Math.min(before, await countWorkers(celery));
  const needed = Math.max(wanted, consumers);
  if (names.length >= needed) return observed;
  // Processes of one name answer in turn: their name is what is wrong with them, and they are all there.
  if (names.length > 0 && consumers >= needed && (await countProcesses(celery, needed)) >= needed) return observed;
  throw new Violation({
    expected: `a pong from ${counted(needed, 'worker')}`,
    actual: `${names.length === 0 ? 'none' : `${names.length} (${names.join(', ')})`}${howItEnded(ended)}; the broker counts ${counted(consumers, 'consumer')} on the queue "${celery.queue}"`,
    cause: whySilent({ answering: names.length, consumers, wanted }),
  });
}

/** How many processes answer. Those of one name answer in turn, also to what others ask meanwhile: so it is asked often. */
async function countProcesses(celery: Pick<CeleryClient, 'processes'>, most: number): Promise<number> {
  const seen = new Set<string>();
  for (let asked = 0; asked < mostAsked && seen.size < most; asked += 1) {
    const { answers } = await celery.processes();
    for (const [name, processId] of answers) seen.add(`${name} ${processId}`);
  }
  return seen.size;
}

const mostAsked = 8;

const howItEnded = (ended: Gathered<unknown>['ended']): string =>
  ended === 'quiet' ? ', and no more within a second after the last' : '';

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
