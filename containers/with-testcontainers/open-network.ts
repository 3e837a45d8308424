import { askEngine, type Engine } from '../engine/engine.ts';
import type { Opening } from '../with-processes/opening.ts';
import { labelsOf, noteContainers, removeOwned } from './owned.ts';

/** With everything in it removed at its end. */
export async function openNetwork(opening: Opening, engine: Engine): Promise<string> {
  const { name, path } = opening.directory;
  await noteContainers(path, engine);
  opening.scope.defer(async () => void (await removeOwned(engine, name)));
  const network = `medcor-verify-${name}`;
  await askEngine(engine, 'POST', '/networks/create', {
    body: { Name: network, CheckDuplicate: true, Driver: 'bridge', Labels: labelsOf(name) },
  });
  return network;
}
