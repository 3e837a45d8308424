import { runInNewContext } from 'node:vm';

/** How often the time is doubled for a machine that lets us wait for our turn: sixteen times the first in the end. */
const doublings = 4;

/**
 * Calls a function that may never come back by itself, and breaks it off when it has used so many milliseconds of the processor, or has
 * called itself too often: undefined then. Throws where the machine is so busy that it did not get so much; the call is then begun anew
 * with more time, so it must be one that may be.
 */
export function withinTime<Answer>(ms: number, work: () => Answer): { answer: Answer } | undefined {
  for (let doubled = 0; doubled <= doublings; doubled += 1) {
    const wallMs = ms * 2 ** doubled;
    const before = process.threadCpuUsage();
    const done = withinWallTime(wallMs, work);
    if (done !== 'broken off') return done;
    const { user, system } = process.threadCpuUsage(before);
    if ((user + system) / 1000 >= ms * mostOfIt) return undefined;
  }
  throw new Error(
    `This machine gave our own process less than ${ms} ms of its processors in ${(ms * 2 ** doublings) / 1000} s. Ask again with less load here.`,
  );
}

/** The clock of the processor's time is coarser than the other. */
const mostOfIt = 0.9;

function withinWallTime<Answer>(ms: number, work: () => Answer): { answer: Answer } | undefined | 'broken off' {
  try {
    return { answer: runInNewContext('work()', { work }, { timeout: ms }) as Answer };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    // It is an error of the context in which the call was made, and no instance of ours.
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'broken off';
    throw error;
  }
}
