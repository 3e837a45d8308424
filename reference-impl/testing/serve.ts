// Loaded here, because the first health document has a second in all and these take half of it on a busy machine.
import 'amqplib';
import 'redis';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { buildApi } from '../api/build-api.ts';
import { openApiParts, type ApiSettings } from '../api/open-api-parts.ts';
import type { ApiParts } from '../api/parts.ts';
import { buildMcp } from '../mcp/build-mcp.ts';
import { openMcpParts, type McpSettings } from '../mcp/open-mcp-parts.ts';
import type { McpParts } from '../mcp/parts.ts';

/** A program in this process; `url` has no closing slash. */
export type Served = AsyncDisposable & { url: string };

const logger = pino({ level: 'silent' });

/** The API over its services, with its parts changed as given. */
export async function serveApi(settings: ApiSettings, change = (parts: ApiParts): ApiParts => parts): Promise<Served> {
  const { parts, end } = openApiParts(settings);
  const api = await buildApi(change(parts), logger);
  await api.ready();
  return listening(api.server, end);
}

/** The MCP server over its services, with its parts changed as given. */
export function serveMcp(settings: McpSettings, change = (parts: McpParts): McpParts => parts): Promise<Served> {
  const { parts, end } = openMcpParts(settings);
  return listening(buildMcp(change(parts), logger), end);
}

async function listening(server: Server, end: () => Promise<unknown>): Promise<Served> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await end();
    },
  };
}
