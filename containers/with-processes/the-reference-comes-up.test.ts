import { expect, inject, test } from 'vitest';
import { openStack } from './open-stack.ts';
import { urlOf } from './test-harness/url-of.ts';

test('the reference comes up healthy behind nginx and tells the version that the deployment expects', async () => {
  await using stack = await openStack({ services: inject('services') });
  const { expectedVersion } = stack.deployment;
  for (const path of ['api/health/', 'mcp/health/']) {
    const response = await fetch(urlOf(stack.deployment, 'proxy') + path);
    expect(await response.json()).toMatchObject({ status: 'ok', version: expectedVersion });
  }
  expect(Object.keys(stack.services).sort()).toEqual(['api', 'mcp', 'nginx', 'redis', 'worker']);
});
