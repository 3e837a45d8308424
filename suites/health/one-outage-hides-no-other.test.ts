import { describe, expect, inject, test } from 'vitest';
import { planFaults } from '../../containers/faults/plan-faults.ts';
import type { OpenStackOptions, Stack } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { toldOf } from '../testing/told-of.ts';

const cache = 'health.cache-answers';
const broker = 'health.broker-accepts-connections';
const api = 'health.api-is-healthy';
const mcp = 'health.mcp-is-healthy';
const proxied = 'health.mcp-is-healthy-behind-the-proxy';
const versions = 'health.one-version-answers';

/** The services of this name end at once, in their order, as if they had been killed. */
async function withoutServices(names: readonly string[], options: OpenStackOptions = {}): Promise<Stack> {
  const stack = await openStack({ services: inject('services'), ...options });
  for (const name of names) {
    const service = stack.services[name];
    if (service === undefined)
      throw new Error(`The stack has no ${name}, but ${Object.keys(stack.services).join(', ')}.`);
    await service.stop();
  }
  return stack;
}

/** With Redis down: what is dead or wrong beside it, the causes told, and who stands behind which root. */
const besideRedis: [string, () => Promise<Stack>, Record<string, string>, Record<string, string>][] = [
  [
    'nothing else',
    () => withoutServices(['redis']),
    { [cache]: 'connection-refused' },
    { [api]: cache, [mcp]: cache, [proxied]: cache, 'health.proxy-tells-no-version': '' },
  ],
  [
    'the MCP server',
    () => withoutServices(['redis', 'mcp']),
    { [cache]: 'connection-refused', [mcp]: 'connection-refused' },
    { [api]: cache, [proxied]: mcp, [versions]: mcp },
  ],
  [
    'the API',
    () => withoutServices(['redis', 'api']),
    { [cache]: 'connection-refused', [api]: 'api-down-behind-proxy' },
    { [mcp]: cache, [proxied]: cache, [versions]: api, 'health.proxy-tells-no-version': api },
  ],
  [
    'nginx',
    () => withoutServices(['redis', 'nginx']),
    { [cache]: 'connection-refused', [api]: 'connection-refused' },
    { [mcp]: cache, [proxied]: api, 'health.proxy-tells-no-version': api, 'health.proxy-limits-bodies': api },
  ],
  [
    'the route to the MCP server',
    () => withoutServices(['redis'], { plan: planFaults['mcp-route-missing'] }),
    { [cache]: 'connection-refused', [proxied]: 'no-route-to-mcp' },
    { [api]: cache, [mcp]: cache },
  ],
  [
    'an MCP server of the release before',
    () => withoutServices(['redis'], { plan: planFaults['mixed-versions'] }),
    { [cache]: 'connection-refused', [mcp]: 'another-version', [versions]: 'two-versions' },
    { [api]: cache, [proxied]: cache },
  ],
  [
    'a database that the MCP server is not given',
    () => withoutServices(['redis'], { plan: planFaults['mcp-cannot-reach-database'] }),
    { [cache]: 'connection-refused', [mcp]: 'database-unreachable-from-mcp' },
    { [api]: cache, [proxied]: mcp },
  ],
  [
    'a certificate that has expired',
    () => withoutServices(['redis'], { plan: planFaults['certificate-has-expired'] }),
    { [cache]: 'connection-refused', [api]: 'certificate-expired' },
    { [mcp]: cache, [proxied]: api, 'health.certificate-lasts': api, 'health.api-tells-the-truth': api },
  ],
];

describe('Redis is down', () => {
  test.for(besideRedis)('and with it %s', { timeout: 60_000 }, async ([, open, failed, blocked]) => {
    await using stack = await open();
    const told = await toldOf(stack.deployment);
    expect({ failed: told.failed, broken: told.broken }).toEqual({ failed, broken: {} });
    for (const [id, root] of Object.entries(blocked)) expect([id, told.blocked[id]]).toEqual([id, root || undefined]);
    expect(told.passed).toContain('health.database-answers');
  });
});

test('the broker is stopped, and the API is dead', { timeout: 120_000 }, async () => {
  // Of a broker that others share, it would be theirs too.
  await using stack = await openStack({});
  for (const name of ['rabbitmq', 'api']) await stack.services[name]?.stop();
  const told = await toldOf(stack.deployment);
  expect(told.failed).toEqual({ [broker]: 'connection-refused', [api]: 'api-down-behind-proxy' });
  expect(told.blocked).toMatchObject({ 'health.worker-answers-ping': broker, [versions]: api });
  expect(told.passed).toEqual(expect.arrayContaining([mcp, proxied, 'health.proxy-limits-bodies']));
});

test('a program that stands still is one root, and so is a dead proxy', { timeout: 60_000 }, async () => {
  await using stack = await openStack({ services: inject('services') });
  {
    await using _frozen = await stack.services['api']?.freeze();
    const { failed, blocked } = await toldOf(stack.deployment, { areas: ['health'] });
    expect(failed).toEqual({ [api]: 'api-hangs-behind-proxy' });
    expect(blocked).toMatchObject({ 'health.api-tells-the-truth': api, [versions]: api });
  }
  {
    await using _frozen = await stack.services['mcp']?.freeze();
    const { failed, blocked } = await toldOf(stack.deployment, { areas: ['health'] });
    expect(failed).toEqual({ [mcp]: 'timed-out' });
    expect(blocked).toMatchObject({ [proxied]: mcp, [versions]: mcp });
  }
  await stack.services['nginx']?.stop();
  const { failed, blocked } = await toldOf(stack.deployment, { areas: ['health'] });
  expect(failed).toEqual({ [api]: 'connection-refused' });
  expect(blocked).toMatchObject({ [proxied]: api, 'health.proxy-limits-bodies': api });
});
