import type { Environment } from '../../targets/read-environment.ts';
import type { Engine } from '../engine/engine.ts';
import { debianBase, debianServices, type ImageJob } from './debian-images.ts';
import { type DebianRelease, debianReleases } from './image-sets.ts';
import { inspectImage, isPullable } from './local-images.ts';
import { debianMachine } from './machine-image.ts';
import { removeOldImages } from './remove-old-images.ts';
import { nodeFromHere, reference, referenceImage, upstreamNode } from './reference-image.ts';

export type Making = { engine: Engine; environment: Pick<Environment, 'variables'>; tell: (line: string) => void };

/**
 * Makes the images that are not there: of the named Debian releases (of both, where no registry answers and none is named), and the
 * reference implementation as it lies here. Tells each with its time and size; the second time there is nothing to do.
 */
export async function makeImages(releases: readonly DebianRelease[], making: Making): Promise<void> {
  const registryAnswers = await isPullable(making.engine, upstreamNode);
  const wanted = releases.length > 0 ? releases : registryAnswers ? [] : debianReleases;
  if (releases.length === 0 && registryAnswers) {
    making.tell('a registry answers: PostgreSQL, Redis, RabbitMQ and nginx come from there when a stack asks for them');
  }
  const bases = new Map(wanted.map((release) => [release, makeOne(debianBase(making.engine, release), making)]));
  const made = await Promise.all([
    ...bases.values(),
    ...wanted.map(async (release) => {
      await bases.get(release);
      const services = await makeOne(debianServices(making.engine, release), making);
      return services + (await makeOne(debianMachine(making.engine, release), making));
    }),
    registryAnswers
      ? makeReference(upstreamNode, making)
      : Promise.resolve(bases.get('trixie')).then(() => makeReferenceFromHere(making)),
  ]);
  if (made.every((count) => count === 0)) making.tell('all images are there already');
  const current = referenceImage(making.environment);
  const removed = await removeOldImages(making.engine, current);
  if (removed > 0) making.tell(`removed ${removed} images that earlier states of this project had left`);
  making.tell(`the reference implementation of this folder is ${current}`);
}

/** The reference implementation, with a Node of this machine in place of upstream's. */
export async function makeReferenceFromHere(making: Making): Promise<number> {
  const node = nodeFromHere(making.engine);
  const wanted = reference(making.engine, node.image, making.environment);
  if (await wanted.isThere()) return 0;
  const base = await makeOne(debianBase(making.engine, 'trixie'), making);
  return base + (await makeOne(node, making)) + (await makeOne(wanted, making));
}

export const makeReference = (nodeImage: string, making: Making): Promise<number> =>
  makeOne(reference(making.engine, nodeImage, making.environment), making);

/** Returns how many were made: 0 or 1. */
async function makeOne(job: ImageJob, { engine, tell }: Making): Promise<number> {
  if (await job.isThere()) return 0;
  tell(`making ${job.image}`);
  const begunMs = performance.now();
  await job.make();
  const seconds = Math.round((performance.now() - begunMs) / 1000);
  const bytes = (await inspectImage(engine, job.image))?.Size ?? 0;
  tell(`made ${job.image} in ${seconds} s (${Math.round(bytes / 1e6)} MB)`);
  return 1;
}
