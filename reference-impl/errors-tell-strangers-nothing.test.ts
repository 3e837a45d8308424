import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { Appointments } from './domain/appointments.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { serveApi, serveMcp } from './testing/serve.ts';
import { settingsOf } from './testing/settings-of.ts';
import { bearer, sign } from './testing/sign.ts';

const revealing = /postgres:|secret|127\.0\.0\.1|ECONN|\bat \/|node:|\.ts\b|select |\w+Error:/i;

const failing: Appointments = {
  list: () => Promise.reject(new Error('select * from x failed at postgres://admin:secret@127.0.0.1/medcor')),
  book: () => Promise.reject(new Error('secret')),
  find: () => Promise.reject(new Error('secret')),
  remove: () => Promise.reject(new Error('secret')),
};

const stack = await openStack({ services: inject('services') });
const api = await serveApi(settingsOf(stack), (parts) => ({ ...parts, appointments: failing }));
const mcp = await serveMcp(settingsOf(stack), (parts) => ({ ...parts, appointments: failing }));
afterAll(async () => {
  await Promise.all([api[Symbol.asyncDispose](), mcp[Symbol.asyncDispose]()]);
  await stack[Symbol.asyncDispose]();
});

describe('the API', () => {
  test.each([
    ['an error of its own', 500, 'GET', '/api/appointments/', undefined],
    ['an error while it removes', 500, 'DELETE', `/api/appointments/${randomUUID()}/`, undefined],
    ['a path that does not exist', 404, 'GET', '/api/patients/', undefined],
    ['a body that is no JSON', 400, 'POST', '/api/appointments/', '{"patientReference'],
    ['a body that is too large', 413, 'POST', '/api/appointments/', `"${'x'.repeat(100_000)}"`],
    ['a body of the wrong shape', 400, 'POST', '/api/appointments/', '[]'],
  ])('answers %s with %i, in JSON and without a clue', async (_what, status, method, path, body) => {
    const headers = bearer(await sign('api'));
    const content = body !== undefined && { body, headers: { ...headers, 'content-type': 'application/json' } };

    const response = await fetch(api.url + path, { method, headers, ...content });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ error: expect.any(String) as string, message: expect.any(String) as string });
    expect(text).not.toMatch(revealing);
  });

  test('answers 503 when its database cannot be reached', async () => {
    await using cut = await serveApi({
      ...settingsOf(stack),
      databaseUrl: 'postgres://admin:secret@127.0.0.1:1/medcor',
    });

    const response = await fetch(`${cut.url}/api/appointments/`, { headers: bearer(await sign('api')) });

    expect(response.status).toBe(503);
    expect(await response.text()).not.toMatch(revealing);
  });
});

describe('the MCP server', () => {
  test.each([
    ['an error of its own', 200, call('list_appointments', {})],
    ['arguments of the wrong type', 200, call('list_appointments', { limit: 'many' })],
    ['arguments that it does not know', 200, call('list_appointments', { tenant: 'hospital-south' })],
    ['an unknown tool', 200, call('drop_tables', {})],
    ['a body that is no JSON', 400, '{"jsonrpc'],
    ['a body that is no request', 400, '{}'],
  ])('answers %s with %i, in its protocol and without a clue', async (_what, status, body) => {
    const headers = {
      ...bearer(await sign('mcp')),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };

    const response = await fetch(mcp.url, { method: 'POST', headers, body });

    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).toMatch(/"error":|"isError":true/);
    expect(text).not.toMatch(revealing);
  });
});

function call(name: string, args: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });
}
