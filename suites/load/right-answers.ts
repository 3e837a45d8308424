import { messageIn } from './mcp-message.ts';

/** What came back for one request, as k6 and `fetch` can both tell it. */
export type Answer = { status: number; contentType: string; body: string };

/** What is wrong with an answer, in a few words without any of its data (it may hold a patient's); undefined when it is right. */
export type Fault = string | undefined;

export function faultOfHealth(answer: Answer, healthyWords: readonly string[]): Fault {
  if (answer.status !== 200) return `answered ${answer.status}`;
  const document = parsed(answer.body) as { status?: unknown } | undefined;
  if (typeof document?.status !== 'string') return 'answered 200 without a health document';
  return healthyWords.includes(document.status.toLowerCase()) ? undefined : 'answered 200 with an unhealthy document';
}

export function faultOfList(answer: Answer): Fault {
  if (answer.status !== 200) return `answered ${answer.status}`;
  const list = parsed(answer.body) as { appointments?: unknown } | undefined;
  return Array.isArray(list?.appointments) ? undefined : 'answered 200 without a list of appointments';
}

/** HTTP 200 says little: the error of a tool comes inside the message. */
export function faultOfToolCall(answer: Answer, id: number): Fault {
  const message = messageIn(answer, id);
  if (message?.error) return `answered ${answer.status} with the JSON-RPC error ${message.error.code}`;
  if (answer.status !== 200) return `answered ${answer.status}`;
  if (message?.result === undefined) return 'answered 200 without an answer to the call';
  if (message.result.isError === true) return 'answered 200 with an error of the tool';
  return Array.isArray(message.result.content) ? undefined : 'answered 200 without content';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
