import type { Outcome } from './check.ts';
import type { Exchange } from './exchange.ts';

/**
 * Another program that runs checks for us (Playwright, k6). Asked once with all ids that are not blocked; an id that it does not
 * answer for is broken. It ends its program when `signal` aborts.
 */
export type Runner = (
  ids: readonly string[],
  options: { signal: AbortSignal },
) => Promise<ReadonlyMap<string, RunnerOutcome>>;

export type RunnerOutcome = Outcome & { durationMs: number; exchanges?: readonly Exchange[] };
