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
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
