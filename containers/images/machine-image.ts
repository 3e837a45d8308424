import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { buildImage } from './build-image.ts';
import { baseImage, hashOf, type ImageJob, read } from './debian-images.ts';
import type { DebianRelease } from './image-sets.ts';
import { madeOf } from './local-images.ts';

export const machineImage = (release: DebianRelease): string => `medcor-verify/machine:${release}`;

/** A Debian that systemd runs, as the services of a deployment find it: its units are asked, stopped and made to crash. */
export const debianMachine = (engine: Engine, release: DebianRelease): ImageJob => {
  const image = machineImage(release);
  const folder = join(import.meta.dirname, 'machine');
  const copied = globSync(join(folder, '*.{service,conf}')).sort();
  const dockerfile = join(folder, 'Dockerfile');
  const inputs = async () =>
    hashOf([...[dockerfile, ...copied].map(read), (await madeOf(engine, baseImage(release))) ?? '']);
  return {
    image,
    isThere: async () => (await madeOf(engine, image)) === (await inputs()),
    make: async () =>
      buildImage(engine, {
        image,
        inputs: await inputs(),
        dockerfile,
        files: Object.fromEntries(copied.map((path) => [basename(path), { path }])),
        arguments: { BASE: baseImage(release) },
      }),
  };
};
