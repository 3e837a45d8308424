import { existsSync, readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { startHarness } from './test-harness/harness-process.ts';
import { processesIn } from './processes-in.ts';
import { existingSegments, privateState } from './test-harness/private-state.ts';
import { urlOf } from './test-harness/url-of.ts';
import { nameOf, shareExists } from './test-harness/share-exists.ts';

test.for([
  ['epmd', 'starting', 0],
  ['postgres', 'starting', 0],
  ['rabbitmq', 'starting', 0],
  ['postgres', 'ready', 1],
  ['all', 'ready', 1],
] as const)(
  'of services killed when %s was %s the next command removes the rest',
  async ([service, reached, segmentsAtLeast]) => {
    await using state = await privateState();
    using harness = startHarness(state.folder, {});
    await harness.reached(service, reached);
    const segments = await state.segments();
    expect(segments.length).toBeGreaterThanOrEqual(segmentsAtLeast);
    await harness.end('SIGKILL');
    await state.sweepAsNextCommand();
    expect(await state.leftovers()).toEqual([]);
    expect(await existingSegments(segments)).toEqual([]);
  },
);

test('shared memory of a PostgreSQL that was making its data folder goes with it', async () => {
  await using state = await privateState();
  using harness = startHarness(state.folder, {});
  const segments = () => processesIn(state.folder).flatMap(segmentsOf);
  await expect.poll(segments, { timeout: 30_000, interval: 5 }).not.toEqual([]);
  const found = segments();
  await harness.end('SIGKILL');
  await state.sweepAsNextCommand();
  expect(found.filter((path) => existsSync(path))).toEqual([]);
});

function segmentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\/dev\/shm\/PostgreSQL\.\d+/g) ?? [];
  } catch {
    return [];
  }
}

test('the programs of a killed owner end by themselves', async () => {
  await using state = await privateState();
  using harness = startHarness(state.folder, { services: inject('services') });
  await harness.reached('all', 'ready');
  expect(processesIn(state.folder)).not.toEqual([]);
  await harness.end('SIGKILL');
  await expect.poll(() => processesIn(state.folder), { timeout: 10_000 }).toEqual([]);
  await state.sweepAsNextCommand();
});

test('of a killed stack the next command removes its database and virtual host, too', async () => {
  await using state = await privateState();
  using harness = startHarness(state.folder, { services: inject('services') });
  const { deployment } = await harness.reached('all', 'ready');
  await harness.end('SIGKILL');
  const removed = await state.sweepAsNextCommand();
  const name = nameOf(urlOf(deployment, 'database'));
  expect(removed).toEqual(expect.arrayContaining([`database ${name}`, `virtual host ${name}`]));
  expect(await shareExists(inject('services'), name)).toEqual({ database: false, virtualHost: false });
  expect(await state.leftovers()).toEqual([]);
});

test('a sweep spares what a living owner has', async () => {
  await using state = await privateState();
  using living = startHarness(state.folder, { services: inject('services') });
  using dead = startHarness(state.folder, { services: inject('services') });
  const { deployment } = await living.reached('all', 'ready');
  await dead.reached('all', 'ready');
  await dead.end('SIGKILL');
  expect(await state.sweepAsNextCommand()).not.toEqual([]);
  expect(await state.sweepAsNextCommand()).toEqual([]);
  const response = await fetch(urlOf(deployment, 'proxy'));
  expect(await response.text()).toBe('api GET /');
  await living.end('SIGTERM');
  expect(await state.leftovers()).toEqual([]);
});
