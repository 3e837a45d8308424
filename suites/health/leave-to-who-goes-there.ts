import type { Teller } from '../../harness/blocked-by.ts';
import type { Violation } from '../../harness/violation.ts';
import { leaveTo } from './leave-to.ts';
import { isHang } from './told-below.ts';

/**
 * What the proxy does to everybody who comes to it is told by those that ask a program there, under the same cause. Nobody tells what it
 * does to this one alone.
 */
export const leaveToWhoGoesThere = <Answer>(
  { besideApi }: { besideApi: boolean },
  asked: Promise<Answer>,
): Promise<Answer> => leaveTo((seen) => [...toMcp(seen), ...(besideApi ? [toApi(seen)] : [])], asked);

const toMcp = ({ facts: { cause } }: Violation): Teller[] => {
  const id = 'health.mcp-is-healthy-behind-the-proxy';
  return [{ id, as: [cause.id, ...(ofProxy[cause.id] ?? [])] }];
};

/** How that check says it where the MCP server itself answers past the proxy. */
const ofProxy: Readonly<Record<string, readonly string[]>> = {
  'connection-refused': ['proxy-down'],
  'connection-reset': ['proxy-closes'],
  'timed-out': ['proxy-hangs'],
};

/** What hangs there may be the API: that one says why. */
const toApi = (seen: Violation): Teller => {
  const id = 'health.api-is-healthy';
  return isHang(seen) ? { id } : { id, as: [seen.facts.cause.id] };
};
