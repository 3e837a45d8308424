import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { contractDialect } from '../../targets/contract-dialect.ts';
import type { Deployment } from '../../targets/deployment.ts';

/** For tests of the load itself: a small server that answers its three scenarios as it is told to. */
export type StandIn = AsyncDisposable & {
  deployment: Deployment;
  /** What came, as `POST /mcp/ tools/call`. */
  seen: { request: string; userAgent: string | undefined; authorization: string | undefined }[];
  token: string;
  firstRequestUnderLoad: Promise<void>;
};

export type StandInBehaviour = {
  lateMs?: number;
  /** Every so manieth answer of each path is a 500. */
  failEvery?: number;
  era?: 'modern' | 'legacy';
  /** HTTP 200 with an error inside, as JSON-RPC has it. */
  toolError?: boolean;
};

export async function openStandIn(behaviour: StandInBehaviour = {}): Promise<StandIn> {
  const seen: StandIn['seen'] = [];
  const counts = new Map<string, number>();
  const underLoad = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const message = request.method === 'POST' ? (JSON.parse(await text(request)) as RpcMessage) : undefined;
    const asked = [request.method, request.url, message?.method].filter(Boolean).join(' ');
    const { authorization } = request.headers;
    seen.push({ request: asked, userAgent: request.headers['user-agent'], authorization });
    if (request.headers['user-agent']?.startsWith('medcor-verify/')) underLoad.resolve();
    const count = (counts.get(asked) ?? 0) + 1;
    counts.set(asked, count);
    if (behaviour.lateMs !== undefined) await pause(behaviour.lateMs);
    if (behaviour.failEvery !== undefined && count % behaviour.failEvery === 0) return send(response, 500, {});
    if (request.url !== '/api/health/' && authorization !== `Bearer ${staticToken}`) return send(response, 401, {});
    if (message) return sendRpc(response, { message, request, behaviour });
    return send(response, 200, documents[request.url ?? ''] ?? {});
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    seen,
    token: staticToken,
    firstRequestUnderLoad: underLoad.promise,
    deployment: deploymentAt(url),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type RpcMessage = { id?: number; method: string };

const documents: Record<string, object> = {
  '/api/health/': { status: 'ok', version: '1.0.0', commit: 'c', dependencies: {} },
  '/api/appointments/': { appointments: [], total: 0 },
};

const sessionId = 'the-only-session';

function sendRpc(
  response: ServerResponse,
  { message, request, behaviour }: { message: RpcMessage; request: IncomingMessage; behaviour: StandInBehaviour },
): void {
  const { id, method } = message;
  const modern = behaviour.era !== 'legacy';
  const answered = (result: object) => send(response, 200, { jsonrpc: '2.0', id, result });
  const streamed = (result: object) => sendEvents(response, { jsonrpc: '2.0', id, result });
  if (modern && method === 'server/discover') return answered({ supportedVersions: ['2026-07-28'], capabilities: {} });
  if (!modern && method === 'initialize') {
    response.setHeader('mcp-session-id', sessionId);
    return streamed({
      protocolVersion: '2025-11-25',
      capabilities: {},
      serverInfo: { name: 'stand-in', version: '1' },
    });
  }
  if (!modern && method === 'notifications/initialized') return send(response, 202, undefined);
  const admitted = modern || request.headers['mcp-session-id'] === sessionId;
  if (method !== 'tools/call' || !admitted) {
    return send(response, 400, { jsonrpc: '2.0', id: id ?? null, error: { code: -32600, message: 'no' } });
  }
  if (behaviour.toolError) return answered({ isError: true, content: [{ type: 'text', text: 'no database' }] });
  const result = { content: [{ type: 'text', text: 'none' }], structuredContent: { appointments: [], total: 0 } };
  return modern ? answered(result) : streamed(result);
}

function send(response: ServerResponse, status: number, document: object | undefined): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(document && JSON.stringify(document));
}

function sendEvents(response: ServerResponse, message: object): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`: hello\n\nid: 1\ndata:\n\nevent: message\ndata: ${JSON.stringify(message)}\n\n`);
}

const staticToken = 'a-token-of-the-stand-in';

const notOffered = { notOffered: 'the stand-in has none' };

const deploymentAt = (url: string): Deployment => ({
  name: 'stand-in',
  surfaces: {
    api: { url },
    mcp: { url },
    proxy: notOffered,
    broker: notOffered,
    management: notOffered,
    database: notOffered,
    cache: notOffered,
  },
  identities: { staff: { kind: 'static', token: staticToken, tenant: 'north' } },
  furthestSafety: 'probe',
  accepted: {},
  workers: { results: notOffered },
  dialect: contractDialect,
  own: true,
});
