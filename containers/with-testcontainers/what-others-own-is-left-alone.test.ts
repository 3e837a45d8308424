import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { askEngine, type Engine } from '../engine/engine.ts';
import { labelsOf, ownedBy, removeOfTheDead, removeOwned } from './owned.ts';
import { ownEngine } from './test-harness/own-engine.ts';

const engine = await ownEngine();
const owner = `of-others-${randomUUID()}`;
afterEach(async () => void (await removeOwned(engine, owner)));

const identityLabel = 'medcor-verify.owner-process';
const identity = JSON.parse(labelsOf(owner)[identityLabel] ?? '') as Record<string, unknown>;
const ofAnotherBoot = { ...identity, boot: randomUUID() };

test.for<[string, string]>([
  ['another machine, which shares the engine', JSON.stringify({ ...ofAnotherBoot, machine: 'another' })],
  ['a label that we have not written', '{"service": Jane Roe'],
  ['a label that names nobody', 'null'],
])('%s', async ([, label]) => {
  await leave(engine, label);
  expect((await removeOfTheDead(engine)).filter((removed) => removed.includes(owner))).toEqual([]);
  expect(await ownedBy(engine, owner)).toEqual([`network ${owner}`]);
});

test('what an owner of this machine left before a reboot is removed', async () => {
  await leave(engine, JSON.stringify(ofAnotherBoot));
  expect(await removeOfTheDead(engine)).toContain(`network ${owner}`);
  expect(await ownedBy(engine, owner)).toEqual([]);
});

const leave = (where: Engine, label: string) =>
  askEngine(where, 'POST', '/networks/create', {
    body: { Name: owner, Labels: { ...labelsOf(owner), [identityLabel]: label } },
  });
