import type { Environment } from '../targets/read-environment.ts';
import type { Engine } from './engine/engine.ts';
import { findEngine } from './engine/find-engine.ts';
import { findRyuk } from './engine/find-ryuk.ts';
import { requireEngine } from './engine/start-daemon.ts';
import { type Images, imageSetNames, type ImageSetName, imagesOf, isDebianRelease } from './images/image-sets.ts';
import { isHere, isPullable } from './images/local-images.ts';
import { makeReference, makeReferenceFromHere } from './images/make-images.ts';
import { referenceImage, upstreamNode } from './images/reference-image.ts';
import type { StackKind } from './stack-kinds.ts';
import type { OpenStackOptions, Stack } from './stack.ts';

export type StackChoice = { because: string } & (
  | { kind: 'processes' }
  | { kind: 'containers'; engine: Engine; set: ImageSetName; images: Images }
);

export type StackWish = { stack?: StackKind; images?: ImageSetName };

type Context = { environment: Environment; tell: (line: string) => void };

/**
 * How a stack of our own is brought up: as it is wished, else in containers where an engine answers and its images are there or can be
 * pulled, else as processes. Throws a sentence where a wish cannot be met. Only who wishes for containers has an engine started.
 */
export async function chooseStack({ stack, images }: StackWish, { environment, tell }: Context): Promise<StackChoice> {
  if (stack === 'processes') return { kind: 'processes', because: 'asked for' };
  if (stack === 'containers') {
    const engine = await requireEngine(environment, tell);
    return { kind: 'containers', ...(await requireImages(engine, images, environment)) };
  }
  const found = await findEngine(environment);
  if ('none' in found) return { kind: 'processes', because: found.none };
  const set = await firstSet(found.engine, imageSetNames, environment);
  if (set === undefined) {
    return { kind: 'processes', because: `${found.engine.name} answers, but ${noImages}` };
  }
  return { kind: 'containers', ...(await chosen(found.engine, set, environment)) };
}

const noImages = 'no image is there and no registry answers (make images makes them)';

async function requireImages(engine: Engine, named: ImageSetName | undefined, environment: Environment) {
  const set = await firstSet(engine, named ? [named] : imageSetNames, environment);
  if (set !== undefined) return chosen(engine, set, environment);
  if (named === undefined) throw new Error(`A stack from containers cannot be started: ${noImages}.`);
  throw new Error(
    isDebianRelease(named)
      ? `The images of "${named}" are not there. Make them: make images IMAGES=${named}`
      : `The images of "${named}" are not there and no registry answers. Make local ones (make images), and ask for --images trixie.`,
  );
}

const chosen = async (engine: Engine, set: ImageSetName, environment: Environment) => ({
  engine,
  set,
  images: imagesOf(set, environment),
  because: `${engine.name} answers; images ${set}; ${(await findRyuk(engine, environment)).words}`,
});

async function firstSet(
  engine: Engine,
  names: readonly ImageSetName[],
  environment: Environment,
): Promise<ImageSetName | undefined> {
  // What is there needs no registry, which may take seconds to say no.
  for (const available of [isHere, isPullable]) {
    for (const name of names) {
      const images = [...new Set(Object.values(imagesOf(name, environment)))];
      if ((await Promise.all(images.map((image) => available(engine, image)))).every(Boolean)) return name;
    }
  }
  return undefined;
}

/** Brings up the stack that was chosen; the reference implementation's own image is made first where it is not of this code. */
export async function openChosen(
  choice: StackChoice,
  { environment, tell, ...options }: Context & Omit<OpenStackOptions, 'services'>,
): Promise<Stack> {
  if (choice.kind === 'processes') return (await import('./with-processes/open-stack.ts')).openStack(options);
  const { engine, images, set } = choice;
  const making = { engine, environment, tell };
  await (isDebianRelease(set) ? makeReferenceFromHere(making) : makeReference(upstreamNode, making));
  const { openContainerStack } = await import('./with-testcontainers/open-stack.ts');
  return openContainerStack({ ...options, engine, images, referenceImage: referenceImage(environment) });
}

/** One line for a person. */
export const choiceLine = ({ kind, because }: StackChoice): string => `stack from ${kind}: ${because}`;
