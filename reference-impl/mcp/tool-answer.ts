import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import { Refused } from '../domain/refused.ts';

/**
 * What `work` gives as the result of a tool. The SDK hands the message of whatever a tool throws to the caller, so nothing is
 * thrown: a refusal is told, anything else is logged under a reference that the caller can quote.
 */
export async function toolAnswer(work: () => Promise<object>, logger: Logger): Promise<CallToolResult> {
  try {
    const answer = { ...(await work()) };
    return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer };
  } catch (error) {
    if (error instanceof Refused) return failure(error.message);
    const reference = randomUUID();
    logger.error({ err: error, reference }, 'tool failed');
    return failure(`The tool failed on our side. Please quote the reference ${reference}.`);
  }
}

// Without structuredContent: clients of the older protocol would hold it to the schema of a good answer.
const failure = (text: string): CallToolResult => ({ content: [{ type: 'text', text }], isError: true });
