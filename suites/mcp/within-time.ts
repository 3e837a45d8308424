import { runInNewContext } from 'node:vm';

/** Calls a function that may never come back by itself, and breaks it off after so many milliseconds, or when it has called itself too often: undefined then. */
export function withinTime<Answer>(ms: number, work: () => Answer): { answer: Answer } | undefined {
  try {
    return { answer: runInNewContext('work()', { work }, { timeout: ms }) as Answer };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    // It is an error of the context in which the call was made, and no instance of ours.
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
