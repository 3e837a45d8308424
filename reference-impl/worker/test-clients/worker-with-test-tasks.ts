import type { WorkerEnvironment } from '../../../contract/program-environment.ts';
import { PythonError } from '../python-error.ts';
import { runWorkerProgram } from '../run-worker-program.ts';
import { tasks } from '../tasks.ts';

const tell = (msg: string): boolean => process.stdout.write(`${JSON.stringify({ msg })}\n`);

/** The worker built from its own parts, with tasks that only a test needs. */
await runWorkerProgram(process.env as WorkerEnvironment, {
  ...tasks,
  'test.hold': async () => {
    tell('holding');
    // For ever, but the timer keeps the process as busy as a real task would.
    await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
  },
  'test.take_a_moment': async () => {
    tell('taking a moment');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return 'done';
  },
  'test.raise': () => {
    throw new PythonError('ValueError', 'boom');
  },
  'test.raise_own': () => {
    throw new Error('an error of ours');
  },
  'test.unserialisable': () => 10n,
});
process.exit(0);
