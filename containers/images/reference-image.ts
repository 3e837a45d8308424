import { globSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../targets/read-environment.ts';
import type { Engine } from '../engine/engine.ts';
import { runQuietly } from '../prerequisites/run-quietly.ts';
import { projectRoot } from '../prerequisites/this-machine.ts';
import { buildImage } from './build-image.ts';
import { baseImage, hashOf, type ImageJob, read } from './debian-images.ts';
import { isHere, madeOf } from './local-images.ts';
import { npmSettings } from './this-machines-settings.ts';

const folder = join(import.meta.dirname, 'reference');
const dockerfile = join(folder, 'Dockerfile');

/** Where its Node comes from by default: the tag that its Dockerfile names. */
export const upstreamNode = /^ARG NODE_IMAGE=(\S+)$/m.exec(read(dockerfile))?.[1] ?? '';

const localNode = `medcor-verify/node:${process.versions.node}`;

/** Of the files that are in it. One that was named in its place is taken as it is. */
export const referenceImage = ({ variables }: Pick<Environment, 'variables'>): string =>
  variables['MEDCOR_IMAGE_REFERENCE'] || `medcor-verify/reference:${hashOf(sourcesOf().map(read))}`;

/** The reference implementation as it lies in this folder. `nodeImage` is what it is built with. */
export const reference = (engine: Engine, nodeImage: string, environment: Pick<Environment, 'variables'>): ImageJob => {
  const image = referenceImage(environment);
  return {
    image,
    isThere: () => isHere(engine, image),
    make: () =>
      buildImage(engine, {
        image,
        inputs: image,
        dockerfile,
        files: Object.fromEntries(copied.map((path) => [path, { path: join(projectRoot, path) }])),
        arguments: { NODE_IMAGE: nodeImage },
      }),
  };
};

/** What the Dockerfile copies. */
const copied = ['package.json', 'package-lock.json', 'contract', 'reference-impl', 'containers/images/reference'];

/** What stands in for upstream's image of Node where no registry answers. */
export const nodeFromHere = (engine: Engine): ImageJob & { image: string } => {
  const recipe = join(import.meta.dirname, 'debian', 'node.Dockerfile');
  const base = baseImage('trixie');
  const inputs = async (): Promise<string> =>
    hashOf([read(recipe), process.version, (await madeOf(engine, base)) ?? '']);
  return {
    image: localNode,
    isThere: async () => (await madeOf(engine, localNode)) === (await inputs()),
    make: async () => {
      const staging = await mkdtemp(join(tmpdir(), 'npm-'));
      try {
        // Its package brings all that it needs; as Debian installs it, it does not.
        await runQuietly('npm', ['pack', '--silent', '--pack-destination', staging, 'npm@11']);
        await runQuietly('tar', ['-C', staging, '-xzf', globSync(join(staging, '*.tgz'))[0] ?? '']);
        const { npmrc, certificates } = await npmSettings();
        await buildImage(engine, {
          image: localNode,
          inputs: await inputs(),
          dockerfile: recipe,
          files: {
            node: { path: realpathSync(process.execPath) },
            npm: { path: join(staging, 'package') },
            npmrc: { text: npmrc },
            'certificates.crt': { text: certificates },
          },
          arguments: { BASE: base },
        });
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    },
  };
};

/** Tests of it are no part of it. */
const sourcesOf = (): string[] =>
  globSync(
    ['package-lock.json', 'contract/**/*', 'reference-impl/**/*', 'containers/images/reference/*'].map((pattern) =>
      join(projectRoot, pattern),
    ),
    { withFileTypes: true },
  )
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
