import type { QueueCounts } from '../../fixtures/celery/celery-client.ts';
import type { Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';

/** What could be seen after the deadline of a canary that the broker took and nobody answered. */
export type CanaryEvidence = {
  queue: string;
  /** What the broker counts; undefined where the queue has gone. */
  counts: QueueCounts | undefined;
  /** Workers that answer a ping. */
  answering: readonly string[];
  /** Those among them that say that they consume the queue. */
  consuming: readonly string[];
  /** The worker that holds the canary, and whether it is running it ("active") or not yet ("reserved"). */
  heldBy: { worker: string; state: string } | undefined;
  /** Workers that have begun a task of the canary's name since before it was sent; undefined where they could not be asked. */
  begunBy: readonly string[] | undefined;
};

export type Diagnosis = { cause: Cause; remedy: string };

/** Why a canary came to nothing, from the surest evidence to the weakest. */
export function diagnose(evidence: CanaryEvidence): Diagnosis {
  const { queue, counts, answering, consuming, heldBy, begunBy } = evidence;
  if (heldBy) return workerBusy(`${heldBy.worker} holds the canary as "${heldBy.state}" and has not finished it`);
  if (begunBy?.length) return resultLost(begunBy);
  if (!counts) return queueMissing(queue);
  if (counts.consumers === 0) return answering.length > 0 ? notConsuming(queue) : noWorker(queue);
  if (answering.length === 0) {
    return workerFrozen(`the broker still counts a consumer on "${queue}", and no worker answers a ping`);
  }
  if (consuming.length === 0) return noWorkerConsumes(queue, answering);
  if (counts.ready > 0) return workerBusy(`the workers take nothing more: ${counts.ready} messages wait in "${queue}"`);
  if (counts.consumers > consuming.length) {
    return workerFrozen(
      `"${queue}" has ${counts.consumers} consumers, of which ${consuming.length} answer: a silent one took the canary`,
    );
  }
  return neverBegun(answering);
}

/** What was seen, as the end of "none; …". */
export function describeEvidence({ queue, counts, answering, heldBy, begunBy }: CanaryEvidence): string {
  const queueSays = counts
    ? `the queue "${queue}" has ${counted(counts.consumers, 'consumer')} and ${counted(counts.ready, 'waiting message')}`
    : `there is no queue "${queue}"`;
  const workersSay =
    answering.length > 0
      ? `${named(answering)} ${answering.length === 1 ? 'answers' : 'answer'} ping`
      : 'no worker answers ping';
  const holds = heldBy ? `; ${heldBy.worker} holds it as "${heldBy.state}"` : '';
  const begun = begunBy?.length ? `; ${begunBy.join(', ')} began it` : '';
  return `${queueSays} while ${workersSay}${holds}${begun}`;
}

const named = (workers: readonly string[]) => `worker${workers.length === 1 ? '' : 's'} ${workers.join(', ')}`;

const restart = 'sudo systemctl restart celery.service; sudo journalctl -u celery.service -n 50';

const notConsuming = (queue: string): Diagnosis => ({
  cause: {
    id: 'worker-not-consuming',
    sentence: `the worker is connected and consumes nothing from "${queue}" (did the broker restart, or does it listen to another queue?)`,
  },
  remedy: `celery -A medcor control add_consumer ${queue}, or ${restart}`,
});

const noWorker = (queue: string): Diagnosis => ({
  cause: { id: 'no-worker', sentence: `no worker is connected: nobody consumes "${queue}" and nobody answers a ping` },
  remedy: `sudo systemctl status celery.service; ${restart}`,
});

const workerFrozen = (sentence: string): Diagnosis => ({
  cause: { id: 'worker-frozen', sentence: `a worker is frozen: ${sentence}` },
  remedy: `ps -o pid,stat,wchan,cmd -C celery (T is stopped, D waits for a disk); ${restart}`,
});

const workerBusy = (sentence: string): Diagnosis => ({
  cause: { id: 'worker-busy', sentence: `the workers are busy: ${sentence}` },
  remedy: 'celery -A medcor inspect active; add workers, or end the task that blocks them',
});

const resultLost = (workers: readonly string[]): Diagnosis => ({
  cause: {
    id: 'result-lost',
    sentence: `${workers.join(', ')} executed the canary and its result never came back`,
  },
  remedy: `in the worker's settings CELERY_RESULT_BACKEND must be 'rpc://' and CELERY_TASK_IGNORE_RESULT not True; ${restart}`,
});

const queueMissing = (queue: string): Diagnosis => ({
  cause: { id: 'queue-missing', sentence: `the queue "${queue}" has been deleted while the canary was in it` },
  remedy: `sudo rabbitmqctl list_queues name consumers messages; ${restart}`,
});

const noWorkerConsumes = (queue: string, answering: readonly string[]): Diagnosis => ({
  cause: {
    id: 'no-worker-consumes',
    sentence: `"${queue}" has a consumer, and none of the workers that answer (${answering.join(', ')}) is it: another program takes its tasks, or a worker that is frozen`,
  },
  remedy: `sudo rabbitmqctl list_consumers (whose process is it?); celery -A medcor inspect active_queues; start the workers with -Q ${queue}`,
});

const neverBegun = (answering: readonly string[]): Diagnosis => ({
  cause: {
    id: 'taken-and-not-executed',
    sentence: `${named(answering)} took the canary from the queue and did not begin it`,
  },
  remedy: 'sudo journalctl -u celery.service -n 50 (look for "invalid task message" and "Discarding"); timedatectl',
});
