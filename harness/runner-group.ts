import { interrupted } from './ask-check.ts';
import { outcomeOfError, redactOutcome } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';
import type { Runner, RunnerOutcome } from './runner.ts';

/** The checks of one runner: each joins or leaves once its prerequisites are known; the last one to say so starts the runner. */
export type RunnerGroup = { join(id: string): Promise<RunnerOutcome>; leave(id: string): void };

export function runnerGroup(options: {
  ids: readonly string[];
  run: Runner;
  /** What has to be over before the runner may start. */
  waitFor: () => Promise<unknown>;
  redact: Redact;
  signal: AbortSignal;
}): RunnerGroup {
  const undecided = new Set(options.ids);
  const joined: string[] = [];
  const answers = Promise.withResolvers<(id: string) => RunnerOutcome>();

  const decided = (id: string) => {
    undecided.delete(id);
    if (undecided.size === 0 && joined.length > 0) void ask(joined, options).then(answers.resolve);
  };
  return {
    async join(id) {
      joined.push(id);
      decided(id);
      return (await answers.promise)(id);
    },
    leave: decided,
  };
}

type AskOptions = { run: Runner; waitFor: () => Promise<unknown>; redact: Redact; signal: AbortSignal };

async function ask(
  ids: readonly string[],
  { run, waitFor, redact, signal }: AskOptions,
): Promise<(id: string) => RunnerOutcome> {
  await waitFor();
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  if (signal.aborted) return () => ({ ...interrupted, durationMs: 0 });
  try {
    const outcomes = await run(ids, { signal });
    return (id) =>
      redactOutcome(
        outcomes.get(id) ?? {
          verdict: 'broken',
          reason: 'the runner gave no answer for this check',
          durationMs: took(),
        },
        redact,
      );
  } catch (error) {
    const outcome = signal.aborted ? interrupted : outcomeOfError(error, redact);
    return () => ({ ...outcome, durationMs: took() });
  }
}
