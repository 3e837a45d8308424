import type { Outcome } from './check.ts';
import { sentenceOf } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';

/** The whole run has used up its time. */
class RunDeadlinePassed extends Error {
  override readonly name = 'RunDeadlinePassed';

  constructor(deadlineMs: number) {
    super(`the run's deadline of ${deadlineMs / 1000} s passed`);
  }
}

/** What is said of a check that was cut short, or never begun, because the run was stopped: nobody is to blame but the clock or the person. */
export function outcomeOfStop(signal: AbortSignal, redact: Redact): Outcome {
  const beforeItsEnd = 'before this check had ended';
  if (!(signal.reason instanceof RunDeadlinePassed))
    return { verdict: 'broken', reason: `the run was interrupted ${beforeItsEnd}` };
  const why = redact(sentenceOf(signal.reason));
  return { verdict: 'broken', reason: `${why} ${beforeItsEnd}; give the run more time, or ask it less` };
}

/** A signal that aborts with another one, or when the run's deadline has passed. */
export function withinDeadline(signal: AbortSignal | undefined, deadlineMs: number | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const timer =
    deadlineMs === undefined
      ? undefined
      : setTimeout(() => controller.abort(new RunDeadlinePassed(deadlineMs)), deadlineMs);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
