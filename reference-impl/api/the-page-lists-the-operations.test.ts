import { afterAll, expect, inject, test } from 'vitest';
import { documentationPath, operations } from '../../contract/api.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';

const stack = await openStack({ services: inject('services') });
const api = await serveApi(settingsOf(stack));
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

test('the OpenAPI document has every operation of the contract, and says which need a token', async () => {
  const response = await fetch(`${api.url}${documentationPath}json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, { security?: unknown }>> };

  for (const { method, path, token } of Object.values(operations)) {
    expect(paths[path]?.[method.toLowerCase()]).toBeDefined();
    expect(paths[path]?.[method.toLowerCase()]?.security !== undefined).toBe(token);
  }
  expect(new Set(Object.keys(paths))).toEqual(new Set(Object.values(operations).map(({ path }) => path)));
});

test('the page loads nothing from elsewhere, and all that it loads is there', async () => {
  const page = await (await fetch(api.url + documentationPath)).text();
  const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);

  expect(loaded).toContain('./static/swagger-ui-bundle.js');
  for (const address of loaded) {
    expect(address).toMatch(/^\.\//);
    expect((await fetch(new URL(address, api.url + documentationPath))).status).toBe(200);
  }
});
