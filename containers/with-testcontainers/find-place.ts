import type { Engine } from '../engine/engine.ts';
import { isOnThisMachine } from '../engine/is-on-this-machine.ts';
import type { Opening } from '../with-processes/opening.ts';
import { openNetwork } from './open-network.ts';
import { labelsOf, removeOfTheDead } from './owned.ts';
import type { Place } from './start-container.ts';
import { useEngine } from './use-engine.ts';

/** A network of its own, after what the dead left in this engine was removed. */
export async function findPlace(opening: Opening, engine: Engine): Promise<Place> {
  const [isLocal] = await Promise.all([isOnThisMachine(engine), removeOfTheDead(engine)]);
  const ofRyuk = await useEngine(engine, {
    isLocal,
    onFailure: (sentence) => opening.tell('ryuk', 'failed', sentence),
  });
  const labels = { ...labelsOf(opening.directory.name), ...ofRyuk };
  return { opening, engine, isLocal, labels, network: await openNetwork(opening, engine, labels) };
}
