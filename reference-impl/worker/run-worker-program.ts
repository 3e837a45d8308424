import { pino } from 'pino';
import type { WorkerEnvironment } from '../../contract/program-environment.ts';
import { chosenFault } from '../faults/chosen-fault.ts';
import { workerFaults } from '../faults/worker-faults.ts';
import { readBrokerUrl } from './broker-address.ts';
import { connectToBroker } from './connect-to-broker.ts';
import { consumeQueues } from './consume-queues.ts';
import { sendAnswer } from './answer.ts';
import type { WorkerParts } from './parts.ts';
import type { Registry } from './tasks.ts';
import { startWorker } from './worker.ts';

/** Runs a worker until SIGTERM, SIGINT or remote control ends it. Rejects with a sentence where it cannot work at all. */
export async function runWorkerProgram(environment: WorkerEnvironment, registry: Registry): Promise<void> {
  const healthy = partsOf(environment, registry);
  const fault = chosenFault(environment.FAULT, healthy.node.broker.hostname);
  const worker = startWorker(fault === undefined ? healthy : (workerFaults[fault]?.(healthy) ?? healthy));
  // Once: a second signal ends the process at once.
  process.once('SIGTERM', worker.stop);
  process.once('SIGINT', worker.stop);
  await worker.stopped;
  healthy.log.info('stopped');
}

function partsOf(environment: WorkerEnvironment, registry: Registry): WorkerParts {
  const { CELERY_BROKER_URL, WORKER_NAME, WORKER_QUEUES, WORKER_CONCURRENCY, VERSION, COMMIT } = environment;
  const broker = readBrokerUrl(CELERY_BROKER_URL);
  return {
    node: {
      name: WORKER_NAME,
      broker,
      queues: readQueues(WORKER_QUEUES),
      concurrency: readConcurrency(WORKER_CONCURRENCY),
      version: VERSION,
    },
    connect: () => connectToBroker(broker, WORKER_NAME),
    registry,
    consumer: consumeQueues,
    results: { send: sendAnswer },
    now: Date.now,
    begins: Date.now,
    log: pino({ name: 'worker', base: { node: WORKER_NAME, version: VERSION, commit: COMMIT } }),
  };
}

function readQueues(text: string): string[] {
  const queues = text.split(',').map((queue) => queue.trim());
  if (queues.includes(''))
    throw new Error(`WORKER_QUEUES="${text}" names an empty queue. Give names with commas between.`);
  return queues;
}

function readConcurrency(text: string): number {
  const concurrency = Number(text);
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new Error(`WORKER_CONCURRENCY="${text}" is not a whole number above zero.`);
  }
  return concurrency;
}
