import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

export type Request = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** The credentials or the token, as they came. */
  authorization: string;
  message: { id?: number; method?: string };
};

export type Answer = {
  status?: number;
  statusMessage?: string;
  headers?: Record<string, string | string[]>;
  body?: string | object;
};

/** Answers as `hostile` says; where that says nothing, as a healthy target would: API, MCP server and both health checks. */
export const webStandIn = (hostile: (request: Request) => Answer | undefined): Server =>
  createServer((request, response) => {
    void (async () => {
      const { method = '', url: path = '', headers } = request;
      const body = await text(request);
      const message = (method === 'POST' ? JSON.parse(body) : {}) as Request['message'];
      const asked = { method, path, headers, authorization: headers.authorization ?? '', message };
      const answer = hostile(asked) ?? healthy(asked);
      const json = typeof answer.body === 'object';
      const { status = 200, statusMessage } = answer;
      const sent = { ...(json ? { 'content-type': 'application/json' } : {}), ...answer.headers };
      if (statusMessage === undefined) response.writeHead(status, sent);
      else response.writeHead(status, statusMessage, sent);
      response.end(json ? JSON.stringify(answer.body) : answer.body);
    })().catch(() => response.destroy());
  });

function healthy({ method, path, authorization, message }: Request): Answer {
  if (path.endsWith('/health/')) return { body: { status: 'ok', version: '1.0.0', dependencies: {} } };
  if (authorization === '') return { status: 401, body: { detail: 'who are you?' } };
  if (method === 'GET') return { body: { appointments: [], total: 0 } };
  const { id } = message;
  const result = results[message.method ?? ''];
  return {
    body: result ? { jsonrpc: '2.0', id, result } : { jsonrpc: '2.0', id, error: { code: -32601, message: 'no' } },
  };
}

export const rpc = ({ message }: Request, answer: object): Answer => ({
  body: { jsonrpc: '2.0', id: message.id, ...answer },
});

const results: Record<string, object> = {
  'server/discover': { supportedVersions: ['2026-07-28'], capabilities: {} },
  'tools/list': { tools: [{ name: 'list_appointments', inputSchema: { type: 'object' } }] },
  'tools/call': {
    content: [{ type: 'text', text: '{"appointments":[],"total":0}' }],
    structuredContent: { appointments: [], total: 0 },
  },
};
