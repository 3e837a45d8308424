import { readEnvironment } from '../read-environment.ts';
import { runWorkerProgram } from './run-worker-program.ts';
import { tasks } from './tasks.ts';

/** The worker program; contract/program-environment.ts says what it is started with. */
try {
  const named = readEnvironment(process.env, [
    'CELERY_BROKER_URL',
    'WORKER_NAME',
    'WORKER_QUEUES',
    'WORKER_CONCURRENCY',
    'VERSION',
    'COMMIT',
  ]);
  await runWorkerProgram({ ...named, ...(process.env['FAULT'] ? { FAULT: process.env['FAULT'] } : {}) }, tasks);
  // A task that did not end in time must not keep the process.
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
