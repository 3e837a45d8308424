import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { imageOnBase, type ImageJob } from './debian-images.ts';
import type { DebianRelease } from './image-sets.ts';

export const machineImage = (release: DebianRelease): string => `medcor-verify/machine:${release}`;

/** A Debian that systemd runs, as the services of a deployment find it: its units are asked, stopped and made to crash. */
export const debianMachine = (engine: Engine, release: DebianRelease): ImageJob => {
  const folder = join(import.meta.dirname, 'machine');
  return imageOnBase(engine, release, {
    image: machineImage(release),
    dockerfile: join(folder, 'Dockerfile'),
    copied: globSync(join(folder, '*.{service,conf}')).sort(),
  });
};
