import type { Environment } from '../../targets/read-environment.ts';
import { isHere, isPullable } from '../images/local-images.ts';
import type { Engine } from './engine.ts';

/** Whether testcontainers starts Ryuk beside our containers, which removes them when we are gone; `words` end the line on the choice. */
export type RyukFound = { isOn: boolean; words: string };

/** The image that testcontainers 12.2 starts where nobody names another. */
const imageOf = ({ variables }: Pick<Environment, 'variables'>): string =>
  variables['RYUK_CONTAINER_IMAGE'] || 'testcontainers/ryuk:0.14.0';

const found = new Map<string, Promise<RyukFound>>();

/** On where its image can be had and nobody wants it off: without an image it would fail everything. Asked once an engine. */
export function findRyuk(engine: Engine, environment: Pick<Environment, 'variables'>): Promise<RyukFound> {
  // By whom it was asked first knows what the person said: for testcontainers we answer in the same variable.
  const known = found.get(engine.address) ?? askForRyuk(engine, environment);
  found.set(engine.address, known);
  return known;
}

async function askForRyuk(engine: Engine, environment: Pick<Environment, 'variables'>): Promise<RyukFound> {
  if (environment.variables['TESTCONTAINERS_RYUK_DISABLED'] === 'true') {
    return { isOn: false, words: 'Ryuk off (TESTCONTAINERS_RYUK_DISABLED)' };
  }
  const image = imageOf(environment);
  if ((await isHere(engine, image)) || (await isPullable(engine, image))) return { isOn: true, words: 'Ryuk on' };
  return { isOn: false, words: `Ryuk off (${image} is not there, and no registry has it)` };
}
