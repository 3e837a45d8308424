import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { createMcpHandler, type AuthInfo } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import { healthPaths } from '../../contract/health.ts';
import type { AccessClaims } from '../../contract/roles.ts';
import { keepAliveMs as promised, mcpEndpointPath } from '../../contract/tools.ts';
import { InvalidToken } from '../tokens.ts';
import { answer, answerRpcError } from './answer.ts';
import type { McpParts } from './parts.ts';
import { toolServer } from './tool-server.ts';

/**
 * The MCP server over its parts, not listening yet. It stands on node:http alone, because a framework in between would answer
 * unreadable and large bodies in its own way (HTML and a stack trace, in Express).
 */
export function buildMcp(parts: McpParts, logger: Logger, keepAliveMs = promised): Server {
  // One server a request: what belongs to one caller cannot reach another.
  const handler = createMcpHandler(({ authInfo }) => toolServer(parts, callerOf(authInfo), logger), {
    keepAliveMs,
    onerror: (error) => logger.debug({ err: error }, 'request refused by the protocol'),
  });
  const endpoint = toNodeHandler(handler, { onerror: (error) => logger.error({ err: error }, 'request failed') });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === healthPaths.mcp || `${path}/` === healthPaths.mcp) return await answerHealth(parts, request, response);
    if (path !== mcpEndpointPath) return answerRpcError(response, 404, -32601, 'There is nothing at this path.');
    if (!parts.guards.every((guard) => guard(request, response))) return;
    const claims = await parts.tokens.claimsOf(request.headers.authorization);
    await endpoint(withAuth(request, authInfoOf(claims)), response);
  };

  // Longer than a proxy or a client keeps its end: Node's 5 s would end connections under a request that is on its way.
  return createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (error instanceof InvalidToken) return refuse(response, error);
      logger.error({ err: error, method: request.method }, 'request failed');
      if (response.headersSent) response.destroy();
      else answerRpcError(response, 500, -32603, 'Something went wrong on our side.');
    });
  });
}

// The SDK hands this through to the tools; the token itself goes no further than here.
const authInfoOf = (claims: AccessClaims): AuthInfo => ({
  token: '',
  clientId: claims.subject,
  scopes: [claims.role],
  extra: { claims },
});

const withAuth = (request: IncomingMessage, auth: AuthInfo) =>
  Object.assign(request as NodeIncomingMessageLike, { auth });

const callerOf = (auth: AuthInfo | undefined): AccessClaims => auth?.extra?.['claims'] as AccessClaims;

async function answerHealth({ health }: McpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answer(response, 405, { error: 'method_not_allowed' }, { allow: 'GET, HEAD' });
  }
  const document = await health();
  answer(response, document.status === 'ok' ? 200 : 503, document, { 'cache-control': 'no-store' });
}

const refuse = (response: ServerResponse, { challenge, message }: InvalidToken): void =>
  answer(response, 401, { error: 'invalid_token', error_description: message }, { 'www-authenticate': challenge });
