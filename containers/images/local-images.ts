import { askEngine, type Engine, EngineRefusal } from '../engine/engine.ts';

/** What an image was made of, as its label says; undefined when there is no such image. */
export async function madeOf(engine: Engine, image: string): Promise<string | undefined> {
  const facts = await inspectImage(engine, image);
  return facts?.Config.Labels?.[inputsLabel];
}

export type ImageFacts = {
  Id: string;
  /** Bytes. */
  Size: number;
  Config: { User?: string; Labels?: Record<string, string> | null };
};

export async function inspectImage(engine: Engine, image: string): Promise<ImageFacts | undefined> {
  try {
    return JSON.parse(await askEngine(engine, 'GET', `/images/${image}/json`)) as ImageFacts;
  } catch (error) {
    if (error instanceof EngineRefusal && error.status === 404) return undefined;
    throw error;
  }
}

export const isHere = async (engine: Engine, image: string): Promise<boolean> =>
  (await inspectImage(engine, image)) !== undefined;

/** Whether the engine can get it from its registry, which it asks; `false` after 5 s. */
export const isPullable = (engine: Engine, image: string): Promise<boolean> =>
  askEngine(engine, 'GET', `/distribution/${image}/json`, { withinMs: 5000 }).then(
    () => true,
    () => false,
  );

export const inputsLabel = 'medcor-verify.made-of';
