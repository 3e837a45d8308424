import { readFileSync } from 'node:fs';
import type { StackPlan } from '../stack.ts';

const guideLocation = readFileSync(new URL('guide-location.conf', import.meta.url), 'utf8');

/**
 * Ours: the API, and the MCP server under /mcp/ as the guide has it, with what its clients need besides: they post to /mcp, which
 * the guide's location alone answers with a redirect that turns the POST into a GET, and they read streams.
 */
export const ourServer: StackPlan['nginx'] = (addresses) =>
  server(addresses, [mcpLocation('/mcp/', addresses.mcp), mcpLocation('= /mcp', addresses.mcp)]);

/** Ours, but nothing other than GET (and HEAD with it) gets through to the MCP server. */
export const serverOfGets: StackPlan['nginx'] = (ports) => {
  const getsAlone = (location: string) => location.replace(/}$/, '    limit_except GET {\n        deny all;\n    }\n}');
  return server(ports, [mcpLocation('/mcp/', ports.mcp), mcpLocation('= /mcp', ports.mcp)].map(getsAlone));
};

/** The guide's location word for word (but for where its server listens). */
export const guideServer: StackPlan['nginx'] = (addresses) =>
  server(addresses, [guideLocation.replace('http://mcp-server:8001/', `http://${addresses.mcp}/`)]);

/** Keeps back what a stream has until a buffer is full, whatever the server says of it; with HTTP/1.1, nginx passes on each chunk. */
export const bufferingServer: StackPlan['nginx'] = (ports) =>
  withStreams(ports, ['proxy_buffering on;', 'proxy_ignore_headers X-Accel-Buffering;', 'proxy_http_version 1.0;']);

/** Compresses streams, and waits for more to compress: only what is not buffered is compressed piece by piece. */
export const compressingServer: StackPlan['nginx'] = (ports) =>
  withStreams(ports, [
    'proxy_buffering on;',
    'proxy_ignore_headers X-Accel-Buffering;',
    'gzip on;',
    'gzip_types text/event-stream;',
    'gzip_proxied any;',
  ]);

/** Gives the MCP server so many seconds for the next piece of an answer. */
export const serverWithReadTimeout =
  (seconds: number): StackPlan['nginx'] =>
  (ports) =>
    ourServer(ports).replaceAll(/proxy_read_timeout \d+s;/g, `proxy_read_timeout ${seconds}s;`);

const withStreams = (ports: Parameters<StackPlan['nginx']>[0], directives: readonly string[]): string =>
  ourServer(ports).replaceAll('proxy_buffering off;', directives.join('\n            '));

/** The same with one directive more. */
export const serverWith =
  (directive: string, server: StackPlan['nginx']): StackPlan['nginx'] =>
  (ports) =>
    server(ports).replace(/^(\s*)listen /m, `$1${directive}\n$1listen `);

/** No way to the MCP server at all. */
export const serverWithoutMcp: StackPlan['nginx'] = (addresses) => server(addresses, []);

const server = (addresses: { listen: string; api: string }, locations: readonly string[]): string => `server {
    listen ${addresses.listen};
    proxy_http_version 1.1;
${locations.map(indented).join('\n')}
${indented(`location / {
    proxy_pass http://${addresses.api};
${forwarded}
}`)}
}
`;

const forwarded = `    proxy_set_header Host $host;
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;`;

const mcpLocation = (match: string, address: string): string => `location ${match} {
    proxy_pass http://${address}/;
${forwarded}
    # An answer may be a stream of events, each of which has to arrive when it is sent.
    proxy_buffering off;
    proxy_connect_timeout 120s;
    proxy_send_timeout 120s;
    proxy_read_timeout 120s;
}`;

const indented = (block: string): string => block.replaceAll(/^(?=.)/gm, '    ');
