import { DeadlinePassed, withDeadline } from '../../fixtures/deadline.ts';
import { expectStatus, isProxysOwnPage, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { StreamHeld } from '../../fixtures/mcp/mcp-client.ts';
import { noMessage } from '../../fixtures/mcp/json-rpc.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Opens a stream and leaves it alone. */
type Hold = () => Promise<StreamHeld>;

/** By how much who ends a stream may be quicker on one way than on the other. */
const graceMs = 2000;

const expected = 'a stream that stays open';

/**
 * Leaves a stream alone over the proxy, and beside it one past the proxy: here it must stay open for as long as there. Throws NotOffered
 * for a server that has no such streams, or ends them by itself.
 */
export async function assertSilenceIsBorne(proxied: Hold, direct: Hold | undefined): Promise<{ silence: string }> {
  const control = direct && answerOrViolation(direct());
  // Nobody may wait for it any longer.
  control?.catch(() => {});
  const held = await proxied();
  if (held.as === 'open') return { silence: `is borne: nothing for ${inSeconds(held.lastSilenceMs)}` };
  if (held.as === 'alive') {
    return {
      silence: `is none: the server says at least every ${inSeconds(held.longestSilenceMs)} that a stream lives`,
    };
  }
  refuseWhatIsNoStream(held);
  const past = control && (await endOf(control));
  if (past && !(past instanceof Violation)) {
    if (past.as === 'ended' || past.as === 'cut') throw endedByServer(past);
    throw endedByProxy(held, 'past the proxy it stays open');
  }
  // Past the proxy nobody can be asked. A server ends a stream in the way of HTTP, a proxy whose time is over just hangs up.
  if (held.as === 'ended') throw endedByServer(held);
  throw endedByProxy(held, 'it was cut off in the middle, which a server that ends a stream does not do');
}

/** How it came to its end past the proxy, or that it goes on there: who waited as long as for the other one has waited long enough. */
async function endOf(control: Promise<StreamHeld | Violation>): Promise<StreamHeld | Violation> {
  const signal = new AbortController().signal;
  try {
    return await withDeadline({ deadlineMs: graceMs, signal }, () => control);
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    return { as: 'open', afterMs: 0, longestSilenceMs: 0, lastSilenceMs: 0 };
  }
}

function refuseWhatIsNoStream({ answer, message }: StreamHeld): void {
  if (answer === undefined) return;
  const { status, request, contentType } = answer;
  if (isRefusalOfStreams(answer)) throw new NotOffered(noStream(`answers ${request} with ${status}`));
  if (message?.error) throw new NotOffered(noStream(`answers ${request} with the error ${message.error.code}`));
  // 504, and Cloudflare's own word for it: nothing had come that could be passed on.
  if (status === 504 || status === 524) return;
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

const endedByProxy = ({ lastSilenceMs }: StreamHeld, why: string) =>
  new Violation({
    expected: 'a stream that stays open for close to 120 s in which nothing comes',
    actual: `its end after ${inSeconds(lastSilenceMs)} in which nothing came`,
    cause: {
      id: 'silence-not-borne',
      sentence: `the proxy ends an answer on which nothing comes for ${inSeconds(lastSilenceMs)} (${why}): whoever waits for a tool that takes longer gets nothing`,
    },
  });

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
