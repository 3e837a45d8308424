import { expect, inject, test } from 'vitest';
import type { FaultName } from '../../contract/faults.ts';
import type { Stack } from '../stack.ts';
import { openStack } from '../with-processes/open-stack.ts';
import { stubPrograms } from '../with-processes/test-harness/stub-programs.ts';
import { urlOf } from '../with-processes/test-harness/url-of.ts';

test('ours brings every MCP path to the server, and all else to the API', async () => {
  await using stack = await open();
  expect(await answer(stack, 'POST', 'mcp')).toBe('200 mcp POST /');
  expect(await answer(stack, 'POST', 'mcp/')).toBe('200 mcp POST /');
  expect(await answer(stack, 'GET', 'mcp/health/')).toBe('200 mcp GET /health/');
  expect(await answer(stack, 'GET', 'api/health/')).toBe('200 api GET /api/health/');
  expect(await answer(stack, 'GET', 'mcpx')).toBe('200 api GET /mcpx');
});

test('ours hands on each part of a stream when it comes', async () => {
  await using stack = await open();
  const response = await fetch(`${urlOf(stack.deployment, 'proxy')}mcp/stream`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe('first');
  await answer(stack, 'GET', 'mcp/finish');
  expect((await reader.read()).value).toBe('last');
});

test("the guide's location alone answers a POST to /mcp with a redirect", async () => {
  await using stack = await open('guide-nginx-file');
  expect(await answer(stack, 'POST', 'mcp')).toMatch(/^301 /);
  expect(await answer(stack, 'POST', 'mcp/')).toBe('200 mcp POST /');
});

test('without the route the API is asked', async () => {
  await using stack = await open('mcp-route-missing');
  expect(await answer(stack, 'POST', 'mcp/')).toBe('200 api POST /mcp/');
});

const open = (fault?: FaultName): Promise<Stack> =>
  openStack({ services: inject('services'), plan: stubPrograms, ...(fault === undefined ? {} : { fault }) });

async function answer({ deployment }: Stack, method: string, path: string): Promise<string> {
  const response = await fetch(urlOf(deployment, 'proxy') + path, { method, redirect: 'manual' });
  return `${response.status} ${await response.text()}`;
}
