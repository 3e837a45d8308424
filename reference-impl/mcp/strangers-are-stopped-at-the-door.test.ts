import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { serveMcp } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

const stack = await openStack({ services: inject('services') });
const mcp = await serveMcp({ ...settingsOf(stack), allowedHosts: ['mcp.example.org'] });
afterAll(async () => {
  await mcp[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

describe('a page that has its own name resolve to this machine', () => {
  test.each([
    ['a strange Host', { host: 'evil.example.com' }],
    ['a strange Origin', { origin: 'http://evil.example.com' }],
    ['an Origin that is none', { origin: 'null' }],
  ])('is refused for %s, also with a good token', async (_what, headers) => {
    expect((await post(headers)).status).toBe(403);
  });

  test.each([
    ['no Origin', {}],
    ['an Origin on loopback', { origin: 'http://localhost:3000' }],
    ['a Host that is configured', { host: 'mcp.example.org' }],
    ['an Origin that is configured', { origin: 'https://mcp.example.org' }],
  ])('is not confused with a request with %s', async (_what, headers) => {
    expect((await post(headers)).status).toBe(200);
  });
});

test('a token is not asked for where there is nothing, nor for the health document', async () => {
  expect((await fetch(`${mcp.url}/nothing-here`)).status).toBe(404);
  expect((await fetch(`${mcp.url}/health`)).status).toBe(200);
  expect((await fetch(`${mcp.url}/health/`, { method: 'POST' })).status).toBe(405);
});

test.each(['GET', 'DELETE'])(
  '%s, which is no way to call the endpoint, is answered at once with 405',
  async (method) => {
    expect((await fetch(mcp.url, { method, headers: bearer(await sign('mcp')) })).status).toBe(405);
  },
);

// fetch does not let a caller choose the Host.
async function post(headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  const accept = 'application/json, text/event-stream';
  const all = { ...bearer(await sign('mcp')), 'content-type': 'application/json', accept, ...headers };
  request(mcp.url, { method: 'POST', headers: all }, (response) => {
    void text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
  })
    .on('error', reject)
    .end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }));
  return promise;
}
