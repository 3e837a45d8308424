import { DeadlinePassed, withDeadline } from '../../fixtures/deadline.ts';
import { expectStatus, quote } from '../../fixtures/http/http-answer.ts';
import { isStream } from '../../fixtures/mcp/ask-for-stream.ts';
import { noMessage } from '../../fixtures/mcp/json-rpc.ts';
import type { StreamFollowed } from '../../fixtures/mcp/mcp-client.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { sentenceOf } from '../../harness/outcome-of-error.ts';
import { Violation } from '../../harness/violation.ts';
import { notKeptOpen } from './not-kept-open.ts';

/** Opens a stream and follows it until something has come after its first event. */
type Follow = () => Promise<StreamFollowed>;

/** By how much the way over the proxy may be longer. */
const graceMs = 2000;

/** How much longer an answer that is no stream may take to be read. */
const othersMs = 3000;

/**
 * Follows a stream that stays open over the proxy, and beside it past the proxy: what has come there must come here while the stream is
 * open. Throws NotOffered for a server without such streams, and an error of ours where nobody can tell who is silent.
 */
export async function assertStreamsPass(proxied: Follow, direct: Follow | undefined): Promise<{ stream: string }> {
  const followed = proxied();
  // Told below, or nobody waits for it any longer.
  followed.catch(() => {});
  const control = direct && (await answerOrViolation(direct()));
  if (control !== undefined && !(control instanceof Violation) && control.isAlive) {
    const over = await soon(followed, graceMs).catch((error: unknown) => otherwiseAnswered(followed, error));
    if (!over.isAlive) throw endedOnTheWay(over.message?.error ? errorOf(over) : quote(over.answer));
    return alive(over);
  }
  return alive(await followed.catch((error: unknown) => Promise.reject(silentIfLate(error, control))));
}

const soon = (followed: Promise<StreamFollowed>, deadlineMs: number): Promise<StreamFollowed> =>
  withDeadline({ deadlineMs, signal: new AbortController().signal }, () => followed);

/** What is late may be no stream, which takes a while to be read; throws what it is otherwise. */
async function otherwiseAnswered(followed: Promise<StreamFollowed>, error: unknown): Promise<StreamFollowed> {
  const later = error instanceof DeadlinePassed ? await soon(followed, othersMs).catch(() => undefined) : undefined;
  if (later && !isStream(later.answer)) return later;
  throw keptBackIfLate(error);
}

const stream = 'a stream that stays open';

/** An error of the protocol says that the server has no such streams; any other answer is none. */
function alive({ answer, message, isAlive, afterMs }: StreamFollowed): { stream: string } {
  if (isAlive) return { stream: `goes on after ${Math.round(afterMs)} ms` };
  if (message?.error)
    throw new NotOffered(noStream(`answers subscriptions/listen with the error ${message.error.code}`));
  expectStatus(answer, 200, stream);
  // A page, say, is no word of the server's about its streams.
  if (message === undefined && answer.contentType !== 'text/event-stream') noMessage(answer, stream);
  throw new NotOffered(noStream('ends it at once'));
}

/** The check that tells whether the proxy ends what is silent for a while: it is asked in the deep tier alone. */
const silenceTeller = 'mcp.silent-streams-stay-open';

const endedOnTheWay = (actual: string, cause?: Violation): Violation =>
  notKeptOpen('ended, or refused,', actual, cause);

const errorOf = ({ answer, message }: StreamFollowed): string =>
  `${answer.status} with the error ${message?.error?.code} of the protocol`;

const noStream = (why: string) =>
  `the MCP server offers no stream that stays open (it ${why}), so none can be seen passing the proxy`;

/** The answer was waited for in vain: nothing came, or headers and perhaps a first event. */
const isLate = (error: unknown): error is Error =>
  error instanceof DeadlinePassed ||
  (error instanceof Violation && ['timed-out', 'answer-unfinished'].includes(error.facts.cause.id));

function keptBackIfLate(error: unknown): unknown {
  if (error instanceof Violation && error.facts.cause.id === 'answer-cut-short') {
    return new BlockedBy(leftTo([silenceTeller], endedOnTheWay(error.facts.actual, error)));
  }
  if (!isLate(error)) return error;
  return new Violation(
    {
      expected: 'over the proxy what has come past it, while the stream stays open',
      actual: `nothing but its beginning, and nothing more for ${graceMs} ms after more had come past the proxy`,
      cause: {
        id: 'stream-kept-back',
        sentence:
          'the proxy keeps back what a stream brings until it ends: clients see no progress, and give up on what takes long',
      },
    },
    { cause: error },
  );
}

function silentIfLate(error: unknown, control: unknown): unknown {
  if (!isLate(error)) return error;
  const why = control === undefined ? 'the target does not offer it directly' : 'directly it is silent too';
  return new Error(
    `The stream says nothing after its first event, and ${why}: so nobody can tell whether the server is silent or the proxy keeps it back (${sentenceOf(error)})`,
  );
}
