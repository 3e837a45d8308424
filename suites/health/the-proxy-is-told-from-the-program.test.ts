import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { openClients } from '../../fixtures/open-clients.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import { BlockedBy } from '../../harness/blocked-by.ts';
import { Violation, type ViolationFacts } from '../../harness/violation.ts';
import { askApi, askProxiedMcp } from './proxy-or-program.ts';
import { resolveTarget } from '../../targets/resolve-target.ts';
import { targetFromFlags } from '../../targets/target-from-flags.ts';

const health: RequestListener = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
const silent: RequestListener = () => {};
const closing: RequestListener = ({ socket }) => void socket.destroy();
const ownPage =
  (status: number): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(`<html><center>nginx/1.22.1</center></html>`);

/** What listens at the proxy's address: answers for each program, or nothing at all. */
type Proxy = { api: RequestListener; mcp: RequestListener } | undefined;

async function openProxy(proxy: Proxy) {
  if (!proxy) return { host: '127.0.0.1:1', [Symbol.asyncDispose]: async () => {} };
  return serve(
    createServer((request, response) => (request.url?.startsWith('/mcp/') ? proxy.mcp : proxy.api)(request, response)),
  );
}

test.for<[string, Proxy, string, RegExp]>([
  ['both are refused', undefined, 'connection-refused', /nothing listens .*; nor does the MCP server answer there/],
  [
    'neither is answered',
    { api: silent, mcp: silent },
    'timed-out',
    /the proxy before both fails, or this is not its address$/,
  ],
  [
    'the API alone hangs',
    { api: silent, mcp: health },
    'api-hangs-behind-proxy',
    /the proxy lives, since it has an answer to GET .*\/mcp\/health\//,
  ],
  [
    '502 for the API alone',
    { api: ownPage(502), mcp: health },
    'api-down-behind-proxy',
    /is down behind a living proxy/,
  ],
  [
    '502 for both',
    { api: ownPage(502), mcp: ownPage(502) },
    'proxy-reaches-nothing',
    /neither the API nor the MCP server$/,
  ],
  [
    '502 for the API, and no MCP server there',
    { api: ownPage(502), mcp: ownPage(404) },
    'proxy-error-page',
    /with 502$/,
  ],
  ['the API alone hangs up', { api: closing, mcp: health }, 'connection-reset', /without an answer$/],
  [
    'no route to the API',
    { api: ownPage(404), mcp: health },
    'no-route',
    /passes that on to nobody, or the address or its path is not the right one$/,
  ],
])('the API: %s', async ([, proxy, cause, sentence]) => {
  await using served = await openProxy(proxy);
  const url = `http://${served.host}/`;
  expect(await causeOfAsking({ api: url, proxy: url })).toEqual({
    id: cause,
    sentence: expect.stringMatching(sentence),
  });
});

test.for<[string, Proxy, RequestListener | undefined, string, RegExp]>([
  [
    'the proxy is down',
    undefined,
    health,
    'proxy-down',
    /it is down, or elsewhere; the MCP server itself answers at http/,
  ],
  ['the proxy hangs', { api: health, mcp: silent }, health, 'proxy-hangs', /takes the request and does not answer/],
  ['the proxy hangs up', { api: health, mcp: closing }, health, 'proxy-closes', /closes the connection/],
  ['both are down', undefined, undefined, 'connection-refused', /; directly it fails alike: nothing listens/],
])('the MCP server: %s', async ([, proxy, direct, cause, sentence]) => {
  await using served = await openProxy(proxy);
  await using server = await openProxy(direct && { api: direct, mcp: direct });
  const addresses = { proxy: `http://${served.host}/`, mcp: `http://${server.host}/` };
  expect(await causeOfAsking(addresses)).toEqual({ id: cause, sentence: expect.stringMatching(sentence) });
});

test('a neighbour is asked only after a failure, and only behind the same proxy', async () => {
  const asked: (string | undefined)[] = [];
  await using served = await serve(
    createServer((request, response) => {
      asked.push(request.url);
      health(request, response);
    }),
  );
  const url = `http://${served.host}/`;
  expect(await causeOfAsking({ api: url, proxy: url })).toBeUndefined();
  expect(await causeOfAsking({ api: 'http://127.0.0.1:1/', proxy: url })).toMatchObject({ id: 'connection-refused' });
  expect(asked).toEqual(['/api/health/']);
});

async function causeOfAsking(addresses: Record<string, string>): Promise<ViolationFacts['cause'] | undefined> {
  const deployment = resolveTarget(targetFromFlags(addresses), {});
  const open = openClients(deployment, undefined, { patienceMs: 400 });
  const need = 'api' in addresses ? 'api' : 'mcpBehindProxy';
  await using opened = await open([need], new AbortController().signal);
  const { api, mcpBehindProxy } = opened.clients;
  try {
    if (api) await askApi(api);
    if (mcpBehindProxy) await askProxiedMcp(mcpBehindProxy);
    return undefined;
  } catch (error) {
    const seen = error instanceof BlockedBy ? error.left[0].seen : error;
    if (seen instanceof Violation) return seen.facts.cause;
    throw error;
  }
}
