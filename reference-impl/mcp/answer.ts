import type { ServerResponse } from 'node:http';

/** Answers with a JSON document. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with a JSON-RPC error that belongs to no request. */
export const answerRpcError = (response: ServerResponse, status: number, code: number, message: string): void =>
  answer(response, status, { jsonrpc: '2.0', error: { code, message }, id: null });
