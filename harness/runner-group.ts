import type { Asked } from './ask-check.ts';
import type { Outcome } from './check.ts';
import { outcomeOfError, redactOutcome } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';
import type { Runner, RunnerOutcome } from './runner.ts';
import { outcomeOfStop } from './stop.ts';

/** The checks of one runner: each joins or leaves once its foundations are known; the last one to say so starts the runner. */
export type RunnerGroup = { join(id: string): Promise<Asked & { durationMs: number }>; leave(id: string): void };

type GroupOptions = {
  ids: readonly string[];
  run: Runner;
  /** What has to be over before the runner may start. */
  waitFor: () => Promise<unknown>;
  redact: Redact;
  signal: AbortSignal;
};

export function runnerGroup(options: GroupOptions): RunnerGroup {
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
      const { durationMs, exchanges = [], ...outcome } = (await answers.promise)(id);
      return { durationMs, exchanges, outcome: redactOutcome<Outcome>(outcome, options.redact) };
    },
    leave: decided,
  };
}

async function ask(
  ids: readonly string[],
  { run, waitFor, redact, signal }: GroupOptions,
): Promise<(id: string) => RunnerOutcome> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop);
  let startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    await Promise.race([waitFor(), stopped.promise]);
    signal.throwIfAborted();
    startedAt = performance.now();
    // A runner that is deaf to its signal is left behind.
    const outcomes = await Promise.race([run(ids, { signal }), stopped.promise]);
    const unanswered = { verdict: 'broken', reason: 'the runner gave no answer for this check' } as const;
    return (id) => outcomes.get(id) ?? { ...unanswered, durationMs: took() };
  } catch (error) {
    const outcome = signal.aborted ? outcomeOfStop(signal, redact) : outcomeOfError(error, redact);
    return () => ({ ...outcome, durationMs: took() });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
