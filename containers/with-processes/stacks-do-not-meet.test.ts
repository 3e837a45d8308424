import { expect, inject, test } from 'vitest';
import type { Stack } from '../stack.ts';
import { openStack } from './open-stack.ts';
import { urlOf } from './test-harness/url-of.ts';
import { stubPrograms } from './test-harness/stub-programs.ts';

test('several stacks run side by side and share no address, database, virtual host or key', async () => {
  const open = (): Promise<Stack> => openStack({ services: inject('services'), plan: stubPrograms });
  await using scope = new AsyncDisposableStack();
  const stacks = await Promise.all([open(), open(), open()]);
  for (const stack of stacks) scope.use(stack);

  for (const surface of ['api', 'mcp', 'broker', 'database', 'cache'] as const) {
    const addresses = stacks.map(({ deployment }) => JSON.stringify(deployment.surfaces[surface]));
    expect(new Set(addresses).size).toBe(3);
  }
  expect(new Set(stacks.map(({ deployment }) => JSON.stringify(deployment.identities))).size).toBe(3);
  const answers = await Promise.all(
    stacks.map(async ({ deployment }) => (await fetch(urlOf(deployment, 'proxy'))).text()),
  );
  expect(answers).toEqual(['api GET /', 'api GET /', 'api GET /']);
});
