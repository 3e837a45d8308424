import type { contractTasks } from '../../contract/tasks.ts';
import { PythonError } from './python-error.ts';
import { taskWithParameters } from './task-with-parameters.ts';

/** What a task does; JSON in, JSON out. It throws a PythonError where the caller shall see a certain exception. */
export type Task = (args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) => unknown;

/** Tasks by the name that messages call them by. */
export type Registry = Readonly<Record<string, Task>>;

/** What this worker offers: the tasks of the contract and nothing else. */
export const tasks = {
  'celery.accumulate': (args, kwargs) => (kwargs['index'] == null ? args : itemAt(args, kwargs['index'])),
  'medcor.echo': taskWithParameters('echo', ['value'], ([value]) => value),
} as const satisfies Record<(typeof contractTasks)[number], Task>;

/** Indexing as Python does it on a tuple: negative counts from the end, True is 1. */
function itemAt(args: readonly unknown[], index: unknown): unknown {
  const position = typeof index === 'boolean' ? Number(index) : index;
  if (typeof position !== 'number' || !Number.isInteger(position)) {
    throw new PythonError('TypeError', `tuple indices must be integers or slices, not ${pythonTypeOf(index)}`);
  }
  if (position >= args.length || position < -args.length) {
    throw new PythonError('IndexError', 'tuple index out of range');
  }
  return args.at(position);
}

function pythonTypeOf(value: unknown): string {
  if (typeof value === 'string') return 'str';
  if (typeof value === 'number' || JSON.isRawJSON(value)) return 'float';
  return Array.isArray(value) ? 'list' : 'dict';
}
