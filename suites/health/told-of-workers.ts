import type { Teller } from '../../harness/blocked-by.ts';

/** Where it is red for one of these causes, or for whatever where none is named. */
const tellerCalled =
  (id: string) =>
  (...as: string[]): Teller =>
    as.length === 0 ? { id } : { id, as };
const worker = tellerCalled('health.worker-answers-ping');
const consumer = tellerCalled('queue.has-a-consumer');
const consuming = tellerCalled('health.workers-consume-their-queues');

/** Whoever is not there has declared no queue, and consumes none. */
export const absentWorker: readonly Teller[] = [worker('no-worker', 'workers-missing')];

/** A queue that is missing, where it is not by this check that one looks for it. */
export const missingQueue: readonly Teller[] = [consumer('queue-missing'), ...absentWorker];

/** The checks that tell why a canary came to nothing, by the cause that it says by itself. A result that is lost shows nowhere else. */
export const canaryToldBy: Readonly<Record<string, readonly Teller[]>> = {
  'no-route': missingQueue,
  'queue-missing': missingQueue,
  'no-worker': [...absentWorker, consumer('no-consumer')],
  'worker-frozen': [worker('worker-silent')],
  'canary-not-sent': [worker(), consumer(), consuming()],
  'worker-not-consuming': [consumer('no-consumer', 'quorum-queue-not-consumed'), ...absentWorker],
  'no-worker-consumes': [consuming('no-worker-consumes'), worker('worker-silent')],
};
