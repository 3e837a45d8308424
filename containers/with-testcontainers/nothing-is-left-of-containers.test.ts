import { readdir, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../targets/read-environment.ts';
import { makeReferenceFromHere } from '../images/make-images.ts';
import { findRyuk } from '../engine/find-ryuk.ts';
import { type HarnessProcess, startHarness } from '../with-processes/test-harness/harness-process.ts';
import { privateState } from '../with-processes/test-harness/private-state.ts';
import { removeOfTheDead } from './owned.ts';
import { inEngine, ownEngine } from './test-harness/own-engine.ts';

beforeAll(async () => {
  await makeReferenceFromHere({ engine: await ownEngine(), environment: readEnvironment(), tell: () => {} });
}, 240_000);

const entry = '../../with-testcontainers/test-harness/open-a-stack.main.ts';
const open = (folder: string): HarnessProcess => startHarness(folder, { images: 'trixie' }, entry);

test.for([
  { signal: 'SIGINT', moment: ['postgres', 'ready'] },
  { signal: 'SIGTERM', moment: ['all', 'ready'] },
] as const)('$signal at the moment $moment leaves nothing', async ({ signal, moment: [service, reached] }) => {
  await using state = await privateState();
  using harness = open(state.folder);
  await harness.reached(service, reached);
  await harness.end(signal);
  expect(harness.exitCode()).toBe(130);
  expect(await inEngine(await ownEngine(), harness)).toEqual([]);
  expect(await state.leftovers()).toEqual([]);
});

test.for([
  ['rabbitmq', 'starting'],
  ['api', 'starting'],
  ['all', 'ready'],
] as const)('of a stack killed when %s was %s the next command removes all', async ([service, reached]) => {
  const engine = await ownEngine();
  await using state = await privateState();
  using harness = open(state.folder);
  await harness.reached(service, reached);
  await harness.end('SIGKILL');
  await state.sweepAsNextCommand();
  // What the engine was making at that very moment is found by its label.
  await removeOfTheDead(engine);
  expect(await inEngine(engine, harness)).toEqual([]);
  expect(await state.leftovers()).toEqual([]);
});

test('of a stack that was killed Ryuk removes all by itself where it is on, and nothing where it is off', async () => {
  const engine = await ownEngine();
  await using state = await privateState();
  using harness = open(state.folder);
  await harness.reached('all', 'ready');
  const { isOn } = await findRyuk(engine, readEnvironment());
  await harness.end('SIGKILL');
  // It waits 10 s for another process of ours.
  await expect.poll(() => inEngine(engine, harness), { timeout: 60_000 }).toHaveLength(isOn ? 0 : 8);
  expect(await removeOfTheDead(engine)).toHaveLength(isOn ? 0 : 8);
});

test.for([
  ['machine', 'starting', 'SIGKILL'],
  ['project', 'ready', 'SIGKILL'],
  ['machine', 'ready', 'SIGINT'],
  ['all', 'ready', 'SIGKILL'],
] as const)('of a machine whose owner gets a signal when %s was %s: %s', async ([service, reached, signal]) => {
  const engine = await ownEngine();
  await using state = await privateState();
  using harness = startHarness(state.folder, {}, '../../with-testcontainers/test-harness/open-a-machine.main.ts');
  await harness.reached(service, reached);
  await harness.end(signal);
  if (signal === 'SIGKILL') {
    await state.sweepAsNextCommand();
    // What the engine was making at that very moment is found by its label.
    await removeOfTheDead(engine);
  }
  expect(await inEngine(engine, harness)).toEqual([]);
  // Its key, too.
  expect(await state.leftovers()).toEqual([]);
});

test('what a killed owner left is found without its folder, and what a living one has is spared', async () => {
  const engine = await ownEngine();
  await using state = await privateState();
  using living = open(state.folder);
  using dead = open(state.folder);
  await Promise.all([living.reached('redis', 'ready'), dead.reached('redis', 'ready')]);
  await dead.end('SIGKILL');
  await removeFolderOf(dead, state.folder);
  expect(await removeOfTheDead(engine)).toContainEqual(expect.stringMatching(/^container medcor-\d+-[0-9a-f]+-redis$/));
  expect(await removeOfTheDead(engine)).toEqual([]);
  expect(await inEngine(engine, dead)).toEqual([]);
  expect(await inEngine(engine, living)).toContainEqual(expect.stringMatching(/-redis$/));
  await living.end('SIGINT');
  expect(await inEngine(engine, living)).toEqual([]);
});

async function removeFolderOf({ pid }: HarnessProcess, temporary: string): Promise<void> {
  const root = join(temporary, `medcor-verify-${userInfo().uid}`);
  const name = (await readdir(root)).find((each) => each.startsWith(`${pid}-`));
  await rm(join(root, name ?? 'none'), { recursive: true });
}
