import type { Check, Outcome } from './check.ts';
import { deferredOf, type Deferred } from './deferred.ts';
import type { Exchange } from './exchange.ts';
import type { OpenClients } from './open-clients.ts';
import { outcomeOfError, redactOutcome } from './outcome-of-error.ts';
import type { Redact } from './redact.ts';
import { outcomeOfStop } from './stop.ts';

const defaultDeadlineMs = 15_000;

export type AskOptions<Clients> = {
  open: OpenClients<Clients>;
  signal: AbortSignal;
  redact: Redact;
  deadlineMs?: number;
};

/** What came of a check, and what passed between us and the target meanwhile: not redacted yet. */
export type Asked = { outcome: Outcome | Deferred; exchanges: readonly Exchange[] };

/** Opens the clients that the check needs, runs it and ends them. A check that does not end by its deadline is left behind, broken. */
export async function askCheck<Clients>(check: Check<Clients>, options: AskOptions<Clients>): Promise<Asked> {
  if ('runner' in check) {
    const reason = `nothing here runs checks of the runner "${check.runner}"`;
    return { outcome: { verdict: 'broken', reason }, exchanges: [] };
  }
  const { open, redact, signal } = options;
  if (signal.aborted) return { outcome: outcomeOfStop(signal, redact), exchanges: [] };
  const ending = endingOf(signal, deadlineOf(check, options));
  let exchanges: () => readonly Exchange[] = () => [];
  const run = async (): Promise<Outcome> => {
    await using opened = await open(check.needs, ending.signal);
    if (opened.exchanges) exchanges = opened.exchanges;
    // `open` gives all clients that it was asked for, or throws.
    const observed = await check.run(opened.clients as Clients);
    return redactOutcome(observed ? { verdict: 'passed', observed } : { verdict: 'passed' }, redact);
  };
  try {
    return { outcome: await Promise.race([run(), ending.happens]), exchanges: exchanges() };
  } catch (error) {
    const meant = () => deferredOf(error, check, redact) ?? outcomeOfError(error, redact);
    return { outcome: signal.aborted ? outcomeOfStop(signal, redact) : meant(), exchanges: exchanges() };
  } finally {
    ending.forget();
  }
}

/** How long a check may take, in milliseconds. */
export const deadlineOf = (check: Check, { deadlineMs = defaultDeadlineMs }: { deadlineMs?: number }): number =>
  check.deadlineMs ?? deadlineMs;

const late = (deadlineMs: number) =>
  new Error(
    `the check did not end within ${deadlineMs} ms, though every client has a shorter deadline: a fault of the check`,
  );

/** Aborts with the run or at the deadline; `happens` rejects then, however deaf the work is to the signal. */
function endingOf(run: AbortSignal, deadlineMs: number) {
  const { promise: happens, reject } = Promise.withResolvers<never>();
  const controller = new AbortController();
  const end = (reason: unknown) => {
    controller.abort(reason);
    reject(reason);
  };
  const withTheRun = () => end(run.reason);
  run.addEventListener('abort', withTheRun);
  const timer = setTimeout(() => end(late(deadlineMs)), deadlineMs);
  const forget = () => {
    clearTimeout(timer);
    run.removeEventListener('abort', withTheRun);
  };
  return { signal: controller.signal, happens, forget };
}
