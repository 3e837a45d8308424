import { askEngine, type Engine, EngineSilence } from '../engine/engine.ts';
import type { Opening } from '../with-processes/opening.ts';
import { type Labels, noteContainers, removeOwned } from './owned.ts';

/** With everything in it removed at its end. */
export async function openNetwork(opening: Opening, engine: Engine, labels: Labels): Promise<string> {
  const { name, path } = opening.directory;
  await noteContainers(path, engine);
  opening.scope.defer(async () => {
    await removeOwned(engine, name).catch((error: unknown) => {
      // It has ended its containers, too; what it remembers of them is removed by their labels when it runs again.
      if (!(error instanceof EngineSilence && hasEnded.has(error.code ?? ''))) throw error;
    });
  });
  const network = `medcor-verify-${name}`;
  await askEngine(engine, 'POST', '/networks/create', {
    body: { Name: network, CheckDuplicate: true, Driver: 'bridge', Labels: labels },
  });
  return network;
}

const hasEnded: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED']);
