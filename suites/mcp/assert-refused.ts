import type { ToolAnswer } from '../../fixtures/mcp/mcp-client.ts';
import { quote } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import { carriesRecord } from './served-record.ts';

/**
 * Throws a Violation unless the call was answered 401 and without anything of what `control`, the same call with a valid token,
 * returned. Any other failure (404, 500) is not a refusal.
 */
export function assertRefused(
  refusal: ToolAnswer,
  { control, token, servedCause }: { control: ToolAnswer; token: string; servedCause: string },
): void {
  const { answer } = refusal;
  const expected = `401 for a tool call with ${token}, and no result`;
  if (carriesRecord(refusal, control)) {
    // What it served may be somebody's record: its presence is told, not its content.
    throw new Violation({
      expected,
      actual: `${answer.status} with the result of the tool`,
      cause: { id: servedCause, sentence: `the MCP endpoint serves a tool call with ${token}` },
    });
  }
  if (answer.status === 401) return;
  throw new Violation({
    expected,
    actual: quote(answer),
    cause: {
      id: 'fails-instead-of-refusing',
      sentence: `the MCP endpoint answers a tool call with ${token} with ${answer.status}, which does not say that a token is wanted`,
    },
  });
}
