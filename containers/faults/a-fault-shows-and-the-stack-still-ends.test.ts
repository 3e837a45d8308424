import { expect, inject, test } from 'vitest';
import type { HealthDocument } from '../../contract/health.ts';
import type { Stack } from '../stack.ts';
import { openStack } from '../with-processes/open-stack.ts';
import { statusFields } from '../with-processes/process-identity.ts';
import { rabbitmqctl } from '../with-processes/rabbitmqctl.ts';
import { urlOf } from '../with-processes/test-harness/url-of.ts';
import { runningFaults } from './running-faults.ts';

test('a plan with a fault comes up and says what it lacks', async () => {
  await using stack = await openStack({ services: inject('services'), fault: 'mcp-cannot-reach-database' });
  expect(await culprit(stack, 'mcp/health/')).toBe('database');
  expect(await culprit(stack, 'api/health/')).toBeUndefined();
});

test('a running stack shows each fault inflicted on it, recovers where the fault is undone, and ends', async () => {
  const services = inject('services');
  await using stack = await openStack({ services });
  const control = (...command: string[]) => rabbitmqctl(services.rabbitmq, ...command);
  const sufferer = { ...stack, rabbitmq: { ...services.rabbitmq, control } };
  {
    await using _fault = await runningFaults['database-refuses-connections'](sufferer);
    expect(await culprit(stack, 'api/health/')).toBe('database');
  }
  await expect.poll(() => culprit(stack, 'api/health/'), { timeout: 10_000 }).toBeUndefined();
  {
    await using _fault = await runningFaults['worker-frozen'](sufferer);
    expect(stateOf(stack, 'worker')).toBe(process.platform === 'linux' ? 'T' : undefined);
  }
  await expect.poll(() => stateOf(stack, 'worker')).not.toBe('T');
  await using _vhost = await runningFaults['broker-vhost-missing'](sufferer);
  expect(await culprit(stack, 'api/health/')).toBe('broker');
  await using _cache = await runningFaults['cache-is-down'](sufferer);
  expect(await culprit(stack, 'mcp/health/')).toBe('cache');
});

async function culprit({ deployment }: Stack, path: string): Promise<HealthDocument['culprit']> {
  const response = await fetch(urlOf(deployment, 'proxy') + path);
  return ((await response.json()) as HealthDocument).culprit;
}

const stateOf = ({ services }: Stack, name: string): string | undefined => statusFields(services[name]!.pid)?.[0];
