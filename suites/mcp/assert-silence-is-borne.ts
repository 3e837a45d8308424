import { DeadlinePassed, withDeadline } from '../../fixtures/deadline.ts';
import { expectStatus, isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { isStream } from '../../fixtures/mcp/ask-for-stream.ts';
import type { StreamHeld } from '../../fixtures/mcp/mcp-client.ts';
import { noMessage } from '../../fixtures/mcp/json-rpc.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { notKeptOpen } from './not-kept-open.ts';

/** Opens a stream and leaves it alone, for less than the check asks for where `forMs` says so. */
type Hold = (forMs?: number) => Promise<StreamHeld>;

/** By how much who ends a stream may be quicker on one way than on the other. */
const graceMs = 2000;

/** The same end, twice: both streams begin within this time, and timers are no worse. */
const alikeMs = 500;

/** What takes longer is not asked twice: the check would take more than its time. Most proxies have 60 s. */
const mostTwiceMs = 61_000;

/** Who refuses streams over the proxy is believed unless the server has begun one by then. */
const toRefuseMs = 10_000;

/** Silence in this part of the time is close to silence in all of it. */
const mostOfIt = 0.8;

const expected = 'a stream that stays open';

/**
 * Leaves a stream alone over the proxy, and beside it one past the proxy: here it must stay open for as long as there. Throws NotOffered
 * for a server that has no such streams, ends them by itself, or says something now and then.
 */
export async function assertSilenceIsBorne(proxied: Hold, direct: Hold | undefined): Promise<{ silence: string }> {
  const control = direct && answerOrViolation(direct());
  // Nobody may wait for it any longer.
  control?.catch(() => {});
  const held = await proxied();
  if (held.as === 'open') return borne(held);
  if (held.as === 'alive') {
    return {
      silence: `is none: the server says at least every ${inSeconds(held.longestSilenceMs)} that a stream lives`,
    };
  }
  await refuseWhatIsNoStream(held, control);
  const past = control && (await endOf(control));
  if (held.as === 'ended' && !gaveUp(held)) {
    // A server ends a stream in the way of HTTP, a proxy whose time is over just hangs up: all but a few.
    if (!control || !goesOn(past)) throw endedByServer(held);
    if (await isEndedAgain(held, { proxied, control })) {
      throw endedByProxy(held, 'it does so each time, and past the proxy it stays open');
    }
    throw endedByNobodyKnown(held);
  }
  if (isEndedAlike(past, held)) throw endedByServer(held);
  if (isStreamHeld(past)) throw endedByProxy(held, 'past the proxy it stays open for longer');
  // Past the proxy nobody can be asked.
  throw endedByProxy(held, 'it was cut off in the middle, which a server that ends a stream does not do');
}

type Past = StreamHeld | Violation | undefined;

const goesOn = (past: Past): boolean =>
  past !== undefined && !(past instanceof Violation) && (past.as === 'open' || past.as === 'alive');

const isStreamHeld = (past: Past): boolean =>
  past !== undefined && !(past instanceof Violation) && (past.answer === undefined || isStream(past.answer));

/** Whether the stream had come to such an end past the proxy by then; one that was still open there was cut on the way. */
const isEndedAlike = (past: Past, held: StreamHeld): boolean =>
  past !== undefined &&
  !(past instanceof Violation) &&
  (held.as === 'cut' ? past.as === 'cut' : gaveUp(past)) &&
  past.afterMs <= held.afterMs + alikeMs;

/** 504, and Cloudflare's own word for it: nothing had come that could be passed on. */
const gaveUp = ({ answer }: StreamHeld): boolean => answer?.status === 504 || answer?.status === 524;

/** Asks once more who ends it: a proxy after the same time, while it still goes on past the proxy; a server when it likes. */
async function isEndedAgain(held: StreamHeld, { proxied, control }: Ways): Promise<boolean> {
  if (held.afterMs > mostTwiceMs) return false;
  const again = await proxied(held.afterMs + graceMs);
  if (again.as !== 'ended' || Math.abs(again.afterMs - held.afterMs) > alikeMs) return false;
  return goesOn(await endOf(control));
}

type Ways = { proxied: Hold; control: Promise<StreamHeld | Violation> };

function borne({ afterMs, longestSilenceMs }: StreamHeld): { silence: string } {
  if (longestSilenceMs >= mostOfIt * afterMs)
    return { silence: `is borne: nothing for ${inSeconds(longestSilenceMs)}` };
  throw new NotOffered(
    `on the MCP server's streams something comes now and then (nothing for at most ${inSeconds(longestSilenceMs)} of ${inSeconds(afterMs)}), so none is silent for as long as the proxy must bear it`,
  );
}

/** How it came to its end past the proxy, or that it goes on there: who waited as long as for the other one has waited long enough. */
async function endOf(control: Promise<StreamHeld | Violation>, deadlineMs = graceMs): Promise<StreamHeld | Violation> {
  const signal = new AbortController().signal;
  try {
    return await withDeadline({ deadlineMs, signal }, () => control);
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    return { as: 'open', afterMs: 0, longestSilenceMs: 0, lastSilenceMs: 0 };
  }
}

/** Throws what is wrong with an answer that is no stream; that the server has none only where it says so past the proxy too, if asked. */
async function refuseWhatIsNoStream(
  held: StreamHeld,
  control: Promise<StreamHeld | Violation> | undefined,
): Promise<void> {
  const { answer, message } = held;
  if (answer === undefined || gaveUp(held)) return;
  const { status, request, contentType } = answer;
  const refusal = isRefusalOfStreams(answer)
    ? `with ${status}`
    : message?.error && `with the error ${message.error.code}`;
  if (refusal !== undefined) {
    if (control && goesOn(await endOf(control, toRefuseMs)))
      throw notKeptOpen('refused', `${request} answered ${refusal}`);
    throw new NotOffered(noStream(`answers ${request} ${refusal}`));
  }
  expectStatus(answer, 200, expected);
  if (message === undefined && contentType !== 'text/event-stream') noMessage(answer, expected);
}

/** 405 is the word for it; some servers have others, and say so in JSON. A page is a proxy's. */
function isRefusalOfStreams(answer: HttpAnswer): boolean {
  const { status, contentType, request } = answer;
  if (status === 405) return !isProxysOwnPage(answer);
  return request.startsWith('GET ') && [400, 404, 406, 501].includes(status) && contentType === 'application/json';
}

const noStream = (why: string) => `the MCP server offers no stream that stays open (it ${why}), so none can be silent`;

const endedByServer = ({ afterMs }: StreamHeld) =>
  new NotOffered(
    `the MCP server ends its streams by itself (after ${inSeconds(afterMs)}), so none is silent for as long as the proxy must bear it`,
  );

const endedByNobodyKnown = ({ afterMs }: StreamHeld) =>
  new NotOffered(
    `a stream is ended in the way of HTTP after ${inSeconds(afterMs)} over the proxy, and another goes on past it: as by a server that ends its streams when it likes, so none is silent for as long as the proxy must bear it`,
  );

function endedByProxy({ afterMs, lastSilenceMs, longestSilenceMs }: StreamHeld, why: string): Violation {
  // A longer silence was borne before: it is not for its silence that it was ended.
  if (lastSilenceMs < longestSilenceMs) {
    const last = `though something had come ${inSeconds(lastSilenceMs)} before`;
    return notKeptOpen('ended', `its end after ${inSeconds(afterMs)}, ${last} (${why})`);
  }
  return new Violation({
    expected: 'a stream that stays open for close to 120 s in which nothing comes',
    actual: `its end after ${inSeconds(lastSilenceMs)} in which nothing came`,
    cause: {
      id: 'silence-not-borne',
      sentence: `the proxy ends an answer on which nothing comes for ${inSeconds(lastSilenceMs)} (${why}): whoever waits for a tool that takes longer gets nothing`,
    },
  });
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
