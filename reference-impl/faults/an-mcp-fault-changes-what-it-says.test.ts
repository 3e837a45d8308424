import { afterAll, expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { differences } from '../testing/differences.ts';
import { serveMcp } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';
import { mcpFaults } from './mcp-faults.ts';

const stack = await openStack({ services: inject('services') });
afterAll(() => stack[Symbol.asyncDispose]());
const settings = settingsOf(stack);
const good = bearer(await sign('mcp'));

const call = { method: 'tools/call', params: { name: 'list_appointments', arguments: { limit: 1 } } };

const asked: Record<string, { headers: Record<string, string>; message?: object }> = {
  'list of tools': { headers: good, message: { method: 'tools/list' } },
  'call of the read tool': { headers: good, message: call },
  'call without a token': { headers: {}, message: call },
  'call with an expired token': { headers: bearer(await sign('mcp', { exp: 1_000_000_000 })), message: call },
  'call with a token for the API': { headers: bearer(await sign('api')), message: call },
  'call from a strange page': { headers: { ...good, origin: 'http://evil.example.com' }, message: call },
  'GET of the endpoint': { headers: good },
};

const posts = Object.keys(asked).filter((name) => asked[name]!.message);

test.each([
  ['mcp-answers-html', posts],
  ['tool-breaks-its-schema', ['call of the read tool']],
  ['mcp-lets-anyone-in', ['call without a token']],
  ['expired-tokens-accepted', ['call with an expired token']],
  ['slow-health', []],
  ['slow-mcp-tool', []],
  ['mcp-tool-fails-under-load', []],
] as const)('%s changes no other answer', async (fault, changed) => {
  expect(differences(await answers(), await answers(fault))).toEqual(changed);
});

test('tool-breaks-its-schema sends a list without its total, and shows the schema that demands it', async () => {
  const healthy = await answers();
  const sick = await answers('tool-breaks-its-schema');

  expect(healthy['call of the read tool']).toMatch(/"structuredContent":\{"appointments":\[.+\],"total":5\}/);
  expect(sick['call of the read tool']).toMatch(/"structuredContent":\{"appointments":\[.+\]\}/);
  expect(sick['list of tools']).toContain('"required":["appointments","total"]');
});

test('mcp-answers-html answers 200 with a page', async () => {
  expect((await answers('mcp-answers-html'))['call of the read tool']).toMatch(/^200 text\/html.*<html>/);
});

test('mcp-lets-anyone-in answers a stranger with real appointments', async () => {
  const sick = await answers('mcp-lets-anyone-in');

  expect(sick['call without a token']).toEqual(sick['call of the read tool']);
});

test('expired-tokens-accepted answers the list of the hospital in the token', async () => {
  const sick = await answers('expired-tokens-accepted');

  expect(sick['call with an expired token']).toEqual(sick['call of the read tool']);
});

async function answers(fault?: keyof typeof mcpFaults): Promise<Record<string, string>> {
  await using mcp = await serveMcp(settings, fault && mcpFaults[fault]);
  const told: Record<string, string> = {};
  for (const [name, { headers, message }] of Object.entries(asked)) {
    const response = await fetch(mcp.url, {
      method: message ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      ...(message && { body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }) }),
    });
    const type = response.headers.get('content-type');
    told[name] = `${response.status} ${type} ${(await response.text()).replaceAll('\n', ' ')}`;
  }
  return told;
}
