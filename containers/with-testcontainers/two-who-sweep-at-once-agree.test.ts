import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { askEngine, type Engine } from '../engine/engine.ts';
import { imageSets } from '../images/image-sets.ts';
import { labelsOf, ownedBy, removeOwned } from './owned.ts';
import { ownEngine } from './test-harness/own-engine.ts';

const image = imageSets.trixie.postgres;

test('what somebody else is removing at this very moment stands in nobody’s way', async () => {
  const engine = await ownEngine();
  const owner = `sweepers-${randomUUID()}`;
  await leave(engine, owner);
  const removed = await Promise.all(Array.from({ length: 3 }, () => removeOwned(engine, owner)));
  expect(removed.map((each) => each.length > 0)).toContain(true);
  expect(await ownedBy(engine, owner)).toEqual([]);
});

/** A network with containers in it that run. */
async function leave(engine: Engine, owner: string): Promise<void> {
  const Labels = labelsOf(owner);
  await askEngine(engine, 'POST', '/networks/create', { body: { Name: owner, Labels } });
  await Promise.all(
    [1, 2, 3, 4].map(async (number) => {
      const body = { Image: image, Cmd: ['sleep', '600'], Labels, HostConfig: { NetworkMode: owner } };
      await askEngine(engine, 'POST', '/containers/create', { query: { name: `${owner}-${number}` }, body });
      await askEngine(engine, 'POST', `/containers/${owner}-${number}/start`);
    }),
  );
}
