import { createServer as createWebServer, type RequestListener, type Server } from 'node:http';
import { createServer, type Server as TcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { serve } from '../../fixtures/testing/serve.ts';

/** What is told of failures, a line each, by the name of the golden text. */
export type Failures = Readonly<Record<string, () => Promise<string[]>>>;

/** For tests: nobody listens there. */
export const nowhere = '127.0.0.1:1';

/** Does work with the address ("127.0.0.1:PORT") of a server that is ended after it. */
export async function beside<Answer>(server: TcpServer, work: (host: string) => Promise<Answer>): Promise<Answer> {
  await using served = await serve(server);
  return await work(served.host);
}

/** Takes connections and never says a word. */
export const blackHole = () => createServer(() => {});

export type Said = { status?: number; type?: string; body?: string | object; headers?: Record<string, string> };

/** Answers every request alike; an object as JSON, a text as a page. */
export const says = (said: Said): Server => createWebServer(answering(said));

const answering =
  ({ status = 200, body = '', headers = {}, ...said }: Said): RequestListener =>
  (_, response) => {
    const isPage = typeof body === 'string';
    const { type = isPage ? 'text/html' : 'application/json' } = said;
    response.writeHead(status, { 'content-type': type, ...headers }).end(isPage ? body : JSON.stringify(body));
  };

/** nginx's own page for an error. */
export const nginxPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n`;

type Call = { id?: number; method: string };

/** An MCP server of the modern era that answers each method with a result, or with a whole answer where `said` gives one. */
export const mcpServer = (
  results: Readonly<Record<string, object>>,
  said: (call: Call, token?: string) => Said | undefined = () => undefined,
) =>
  createWebServer(async (request, response) => {
    const call = JSON.parse((await text(request)) || '{}') as Call;
    const known = { 'server/discover': { supportedVersions: ['2026-07-28'], capabilities: {} }, ...results };
    const result = (known as Record<string, object>)[call.method];
    const message = result
      ? { jsonrpc: '2.0', id: call.id, result }
      : { jsonrpc: '2.0', id: call.id ?? null, error: { code: -32601, message: 'Method not found' } };
    answering(said(call, request.headers.authorization) ?? { body: message })(request, response);
  });
