import { Violation } from '../../harness/violation.ts';

/** Past the proxy it goes on: whoever says otherwise is the proxy, or another instance. `done`: what was done to the stream there. */
export const notKeptOpen = (done: string, actual: string, cause?: Violation): Violation =>
  new Violation(
    {
      expected: 'over the proxy the stream that stays open past it',
      actual,
      cause: {
        id: 'stream-ended-on-the-way',
        sentence: `a stream that the MCP server keeps open is ${done} by who answers over the proxy: the proxy itself, or another instance behind it`,
      },
    },
    { cause },
  );
