import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import type { FaultName } from '../../contract/faults.ts';
import type { HealthDocument } from '../../contract/health.ts';
import type { Stack } from '../stack.ts';
import { openStack } from '../with-processes/open-stack.ts';
import { stubPrograms } from '../with-processes/test-harness/stub-programs.ts';
import { urlOf } from '../with-processes/test-harness/url-of.ts';

test.for([
  ['api-cannot-reach-cache', 'api/health/', 'cache'],
  ['mcp-cannot-reach-database', 'mcp/health/', 'database'],
  ['database-refuses-connections', 'api/health/', 'database'],
  ['broker-vhost-missing', 'api/health/', 'broker'],
  ['cache-is-down', 'mcp/health/', 'cache'],
] as const)('under %s the health document at %s names the %s', async ([fault, path, culprit]) => {
  await using stack = await open(fault);
  const response = await fetch(urlOf(stack.deployment, 'proxy') + path);
  expect(response.status).toBe(503);
  expect(((await response.json()) as HealthDocument).culprit).toBe(culprit);
});

test('a fault that shows only under another one comes with it', async () => {
  await using stack = await open('health-hides-database');
  const response = await fetch(`${urlOf(stack.deployment, 'proxy')}mcp/health/`);
  expect(((await response.json()) as HealthDocument).culprit).toBe('database');
});

test.runIf(process.platform === 'linux')('under worker-frozen the worker is stopped', async () => {
  await using stack = await openStack({ services: inject('services'), fault: 'worker-frozen', plan: stubPrograms });
  expect(readFileSync(`/proc/${stack.services['worker']!.pid}/status`, 'utf8')).toMatch(/^State:\tT/m);
});

const open = (fault: FaultName): Promise<Stack> => openStack({ services: inject('services'), fault });
