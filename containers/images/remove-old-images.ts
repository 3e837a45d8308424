import { askEngine, askEngineFor, type Engine } from '../engine/engine.ts';
import { inputsLabel } from './local-images.ts';

/** As an engine lists an image; `Created` in seconds. */
export type ListedImage = { Id: string; RepoTags: readonly string[] | null; Created: number };

/** Another folder of this machine may be at a state that this one has left; made anew it takes a minute. */
const dayS = 24 * 3600;

const nothing = '<none>:<none>';
const isReference = (tag: string): boolean => tag.startsWith('medcor-verify/reference:');

/** What earlier states of this project left for a day: reference implementations but this one, and what was built on the way to them. */
export function oldAmong(
  images: readonly ListedImage[],
  { current, nowS }: { current: string; nowS: number },
): string[] {
  return images
    .filter(({ Created }) => nowS - Created > dayS)
    .flatMap(({ Id, RepoTags }) => {
      const tags = (RepoTags ?? []).filter((tag) => tag !== nothing);
      return tags.length === 0 ? [Id] : tags.filter((tag) => isReference(tag) && tag !== current);
    });
}

/** Removes these of an engine, but for those that a container is made of; returns how many there were. */
export async function removeOldImages(engine: Engine, current: string): Promise<number> {
  const query = { filters: JSON.stringify({ label: [inputsLabel] }) };
  const images = await askEngineFor<ListedImage[]>(engine, '/images/json', { query });
  const old = oldAmong(images, { current, nowS: Date.now() / 1000 });
  // 404: it went with what was made of it.
  for (const image of old) await askEngine(engine, 'DELETE', `/images/${image}`, { alsoFine: [404, 409] });
  return old.length;
}
