import type { ToolAnswer } from '../../fixtures/mcp/mcp-client.ts';
import { quote } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import { carriesRecord } from '../served-record.ts';

/**
 * Throws a Violation unless the call was answered 401 and without anything of what `control`, the same call with a valid token,
 * returned. Any other failure (404, 500) is not a refusal. `call` says which one it was: "a tool call without a token".
 */
export function assertRefused(
  refusal: ToolAnswer,
  { control, call, servedCause }: { control: ToolAnswer; call: string; servedCause: string },
): void {
  const { answer } = refusal;
  const expected = `401 and no result for ${call}`;
  if (carriesRecord(refusal, control)) {
    // What it served may be somebody's record: its presence is told, not its content.
    throw new Violation({
      expected,
      actual: `${answer.status} with the result of the tool`,
      cause: { id: servedCause, sentence: `the MCP endpoint serves ${call}` },
    });
  }
  if (answer.status === 401) return;
  throw new Violation({
    expected,
    actual: quote(answer),
    cause: {
      id: 'fails-instead-of-refusing',
      sentence: `the MCP endpoint answers ${call} with ${answer.status}, which does not say that a token is wanted`,
    },
    remedy:
      'let the MCP server look at the token before anything else, and answer 401 (with WWW-Authenticate) where it is not valid; sudo journalctl -u mcp-server.service -n 50',
  });
}
