import type { Check, Outcome } from './check.ts';
import type { OpenClients } from './open-clients.ts';
import { outcomeOfError, redactOutcome } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';

const defaultDeadlineMs = 15_000;

type AskOptions<Clients> = { open: OpenClients<Clients>; signal: AbortSignal; redact: Redact; deadlineMs?: number };

/** Opens the clients that the check needs, runs it and ends them. A check that does not end by its deadline is left behind, broken. */
export async function askCheck<Clients>(check: Check<Clients>, options: AskOptions<Clients>): Promise<Outcome> {
  if ('runner' in check)
    return { verdict: 'broken', reason: `nothing here runs checks of the runner "${check.runner}"` };
  const { open, redact, signal } = options;
  if (signal.aborted) return interrupted;
  const deadlineMs = check.deadlineMs ?? options.deadlineMs ?? defaultDeadlineMs;
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(late(deadlineMs)), deadlineMs);
  const ending = AbortSignal.any([signal, tooLate.signal]);
  const end = onceAborted(ending);
  const run = async (): Promise<Outcome> => {
    await using opened = await open(check.needs, ending);
    // `open` gives all clients that it was asked for, or throws.
    const observed = await check.run(opened.clients as Clients);
    return redactOutcome(observed ? { verdict: 'passed', observed } : { verdict: 'passed' }, redact);
  };
  try {
    return await Promise.race([run(), end.happens]);
  } catch (error) {
    return signal.aborted ? interrupted : outcomeOfError(error, redact);
  } finally {
    clearTimeout(timer);
    end.forget();
  }
}

export const interrupted: Outcome = {
  verdict: 'broken',
  reason: 'the run was interrupted before this check had ended',
};

const late = (deadlineMs: number) =>
  new Error(
    `the check did not end within ${deadlineMs} ms, though every client has a shorter deadline: a fault of the check`,
  );

/** Rejects when the signal aborts, however deaf the work is to it; `forget` lets go of the signal. */
function onceAborted(signal: AbortSignal): { happens: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const fail = () => reject(signal.reason);
  signal.addEventListener('abort', fail, { once: true });
  return { happens: promise, forget: () => signal.removeEventListener('abort', fail) };
}
