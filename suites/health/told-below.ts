import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import type { Teller } from '../../harness/blocked-by.ts';
import { Violation } from '../../harness/violation.ts';

/** What lies below a program: the check that tells of each dependency, by the name that its health document has for it. */
export type Below = Readonly<Record<string, string>>;

const stores: Below = { database: 'health.database-answers', cache: 'health.cache-answers' };
const broker = 'health.broker-accepts-connections';

/** What is asked of the workers goes over the broker. */
export const below = {
  api: { broker, ...stores, celery: broker, worker: broker, queue: broker },
  mcp: stores,
} as const satisfies Record<string, Below>;

/** All of them: whichever is red may be why a program says nothing, or fails. */
export const tellersBelow = (lower: Below): Teller[] =>
  [...new Set(Object.values(lower))].map((id) => ({ id, another: true }));

/**
 * Whether something below a program may be why it gives no health document: it waits for it, so that nothing comes or no end of it, or
 * fails. 502 is what a gateway says that found nobody: a program that is dead is so for itself, whatever it may have died of.
 */
export const mayComeFromBelow = (answer: HttpAnswer | Violation): boolean =>
  answer instanceof Violation ? isHang(answer) : answer.status >= 500 && answer.status !== 502;

export const isHang = ({ facts }: Violation): boolean => hangs.includes(facts.cause.id);

const hangs = ['timed-out', 'answer-unfinished'];

/** The causes of a program that gives no document at all, as whoever stands before it sees them, or as it is seen over that. */
export const noAnswer: readonly string[] = [
  ...hangs,
  'connection-refused',
  'connection-reset',
  'answer-cut-short',
  'host-unreachable',
  'proxy-error-page',
  'html-error-page',
  'unexpected-status',
  'empty-answer',
];
