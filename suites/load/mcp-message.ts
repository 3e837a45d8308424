/** The part of a JSON-RPC answer that the load looks at. */
export type McpMessage = {
  id?: unknown;
  result?: { isError?: unknown; content?: unknown; protocolVersion?: unknown };
  error?: { code: number };
};

/** The message that answers request `id`, from a JSON body or from the events of a stream; undefined when there is none. */
export function messageIn(answer: { contentType: string; body: string }, id: number): McpMessage | undefined {
  const texts = answer.contentType.startsWith('text/event-stream') ? dataOfEvents(answer.body) : [answer.body];
  return texts.map(parsed).find((message) => message?.id === id);
}

/** The data of each server-sent event; one event may spread over several `data:` lines, comments and empty ones carry none. */
const dataOfEvents = (body: string): string[] =>
  body.split(/\r?\n\r?\n/).map((event) =>
    event
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice('data:'.length).replace(/^ /, ''))
      .join('\n'),
  );

function parsed(text: string): McpMessage | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined;
  }
}
