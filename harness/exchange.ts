export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One thing that passed between us and the target, as it happened: what was asked, how long it took, and what came of it. */
export type Exchange = {
  /** ISO 8601, by our own clock. */
  at: string;
  /** "http", "amqp", "postgres", "redis" … */
  protocol: string;
  /** "GET http://127.0.0.1:8000/api/health/" */
  asked: string;
  durationMs: number;
  /** Whatever else the protocol has to tell: status, headers, bodies up to a limit, bytes, the error. */
  [detail: string]: Json | undefined;
};

/** Keeps what passes while one check is asked. */
export type Recorder = { note: (exchange: Exchange) => void; exchanges: () => readonly Exchange[] };

/** A check that asks more often than this polls: how it began and how it ended tell its story. */
const keptAtEachEnd = 50;

export function recorder(): Recorder {
  const first: Exchange[] = [];
  const last: Exchange[] = [];
  let leftOut = 0;
  return {
    note(exchange) {
      if (first.length < keptAtEachEnd) first.push(exchange);
      else last.push(exchange);
      if (last.length <= keptAtEachEnd) return;
      last.shift();
      leftOut += 1;
    },
    exchanges: () => (leftOut === 0 ? [...first, ...last] : [...first, gap(leftOut, last[0]?.at ?? ''), ...last]),
  };
}

const gap = (leftOut: number, at: string): Exchange => ({
  at,
  protocol: 'none',
  asked: `${leftOut} more exchanges, which are left out here`,
  durationMs: 0,
});
