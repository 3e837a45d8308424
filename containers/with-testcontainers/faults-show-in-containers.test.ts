import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultName } from '../../contract/faults.ts';
import type { HealthDocument } from '../../contract/health.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { chooseStack, openChosen } from '../choose-stack.ts';
import { askEngine, askEngineFor, EngineRefusal } from '../engine/engine.ts';
import type { Sufferer } from '../faults/inflicting.ts';
import { whyHealthIsNotChecked } from '../engine/health-checks.ts';
import { runningFaults } from '../faults/running-faults.ts';
import { inspectImage } from '../images/local-images.ts';
import { referenceImage } from '../images/reference-image.ts';
import type { Stack } from '../stack.ts';
import { statusFields } from '../with-processes/process-identity.ts';
import { urlOf } from '../with-processes/test-harness/url-of.ts';
import { ownEngine } from './test-harness/own-engine.ts';

const environment = readEnvironment();
const tell = (): void => {};

async function openStack(fault?: FaultName): Promise<Stack> {
  const choice = await chooseStack({ stack: 'containers', images: 'trixie' }, { environment, tell });
  return openChosen(choice, { environment, tell, ...(fault === undefined ? {} : { fault }) });
}

let stack: Stack;
const sufferer = (): Sufferer => {
  const { hostname, port, username, password } = new URL(urlOf(stack.deployment, 'management'));
  const control = (): Promise<string> => Promise.reject(new Error('none of these faults needs it'));
  const rabbitmq = { host: hostname, managementPort: Number(port), user: username, password, control };
  return { ...stack, rabbitmq };
};
beforeAll(async () => {
  stack = await openStack();
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose]());

test('the image of the reference implementation is small, and can be changed by nobody who runs in it', async () => {
  const engine = await ownEngine();
  const image = await inspectImage(engine, referenceImage(environment));
  expect(image?.Size).toBeLessThan(200_000_000);
  expect(image?.Config.User).toBe('10001:10001');
  const container = await askEngineFor<Container>(engine, `/containers/${stack.services['api']?.container?.id}/json`);
  expect(container.HostConfig.ReadonlyRootfs).toBe(true);
  // Engines tell what they were asked for in words of their own; the kernel tells what is left.
  expect(await readFile(`/proc/${stack.services['api']?.pid}/status`, 'utf8')).toMatch(/^CapBnd:\s+0+$/m);
  // It has no shell to be had.
  expect(container.Config.Entrypoint).toEqual(['/usr/local/bin/node']);
  if (whyHealthIsNotChecked(engine) !== undefined) return;
  await expect.poll(() => healthOf('api'), { timeout: 60_000 }).toBe('healthy');
  await expect.poll(() => healthOf('worker'), { timeout: 60_000 }).toBe('healthy');
});

test('it is on its own network alone, and its ports are open to this machine only', async () => {
  const engine = await ownEngine();
  for (const { container } of Object.values(stack.services)) {
    const facts = await askEngineFor<Container>(engine, `/containers/${container?.id}/json`);
    const addresses = Object.values(facts.NetworkSettings.Ports).flatMap((bound) => bound ?? []);
    expect(addresses.filter(({ HostIp }) => HostIp !== '127.0.0.1')).toEqual([]);
    expect(Object.keys(facts.NetworkSettings.Networks)).toEqual([expect.stringMatching(/^medcor-verify-\d+-/)]);
  }
});

test('a running stack shows the faults inflicted on it, and recovers where a fault is undone', async () => {
  {
    await using _fault = await runningFaults['database-refuses-connections'](sufferer());
    expect(await culprit(stack, 'api/health/')).toBe('database');
  }
  await expect.poll(() => culprit(stack, 'api/health/'), { timeout: 10_000 }).toBeUndefined();
  {
    await using _fault = await runningFaults['worker-frozen'](sufferer());
    expect(stateOf('worker')).toBe('T');
  }
  await expect.poll(() => stateOf('worker')).not.toBe('T');
  await using _vhost = await runningFaults['broker-vhost-missing'](sufferer());
  expect(await culprit(stack, 'api/health/')).toBe('broker');
  await using _cache = await runningFaults['cache-is-down'](sufferer());
  expect(await culprit(stack, 'mcp/health/')).toBe('cache');
});

test('a plan with a fault comes up and says what it lacks', async () => {
  await using sick = await openStack('mcp-cannot-reach-database');
  expect(await culprit(sick, 'mcp/health/')).toBe('database');
  expect(await culprit(sick, 'api/health/')).toBeUndefined();
});

test('a fault of a program is refused, with the way to have it', async () => {
  await expect(openStack('worker-loses-result')).rejects.toThrow(/worker-loses-result .* Use --stack processes\.$/);
});

test('what the engine refuses is told in its own words', async () => {
  const refused = askEngine(await ownEngine(), 'GET', '/containers/nobody/json');
  await expect(refused).rejects.toThrow(EngineRefusal);
  await expect(refused).rejects.toThrow(/answered GET \/containers\/nobody\/json with 404: .*nobody/i);
});

type Container = {
  State: { Health?: { Status: string } };
  Config: { Entrypoint: string[] };
  HostConfig: { ReadonlyRootfs: boolean };
  NetworkSettings: { Ports: Record<string, { HostIp: string }[] | null>; Networks: Record<string, unknown> };
};

async function healthOf(service: string): Promise<string | undefined> {
  const path = `/containers/${stack.services[service]?.container?.id}/json`;
  return (await askEngineFor<Container>(await ownEngine(), path)).State.Health?.Status;
}

async function culprit({ deployment }: Stack, path: string): Promise<HealthDocument['culprit']> {
  const response = await fetch(urlOf(deployment, 'proxy') + path);
  return ((await response.json()) as HealthDocument).culprit;
}

const stateOf = (name: string): string | undefined => statusFields(stack.services[name]!.pid)?.[0];
