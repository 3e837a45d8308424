import { createHash } from 'node:crypto';
import { readFileSync, statfsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { wayToInstall } from '../prerequisites/install-debian-packages.ts';
import { requirePrerequisite } from '../prerequisites/missing.ts';
import { runQuietly } from '../prerequisites/run-quietly.ts';
import { thisMachine } from '../prerequisites/this-machine.ts';
import { buildImage, importImage } from './build-image.ts';
import { type DebianRelease, imageSets } from './image-sets.ts';
import { madeOf } from './local-images.ts';
import { debianSettings } from './this-machines-settings.ts';

/** One image that may have to be made: what it is called, whether it is as it should be, and how it is made. */
export type ImageJob = { image: string; isThere: () => Promise<boolean>; make: () => Promise<void> };

/** The services of a stack, and what makes a machine of it that can be asked by ssh (machine-image.ts). */
const packages = ['rabbitmq-server', 'postgresql', 'redis-server', 'nginx', 'systemd-sysv', 'dbus', 'openssh-server'];

export const baseImage = (release: DebianRelease): string => `medcor-verify/debian:${release}`;

/** A Debian of this release with RabbitMQ, PostgreSQL, Redis and nginx installed, from this machine's mirror. */
export const debianBase = (engine: Engine, release: DebianRelease): ImageJob => {
  const image = baseImage(release);
  const inputs = hashOf([release, ...packages, ...beforeInstalling]);
  return {
    image,
    isThere: async () => (await madeOf(engine, image)) === inputs,
    make: async () => {
      const folder = await mkdtemp(join(roomyFolder(), 'debian-'));
      try {
        const archive = join(folder, 'image.tar');
        await bootstrap(release, { folder, archive });
        await importImage(engine, { image, archive, inputs });
      } finally {
        // Its files are root's.
        await asRoot('rm', ['-rf', folder]);
      }
    },
  };
};

/** The same with a way to start each: one image, a command for each service. */
export const debianServices = (engine: Engine, release: DebianRelease): ImageJob => {
  const folder = join(import.meta.dirname, 'debian');
  return imageOnBase(engine, release, {
    image: imageSets[release].postgres,
    dockerfile: join(folder, 'services.Dockerfile'),
    copied: [join(folder, 'start-service')],
  });
};

/** An image that builds on the base of its release with these files beside its recipe; made anew when any of them, or the base, is another. */
export function imageOnBase(
  engine: Engine,
  release: DebianRelease,
  { image, dockerfile, copied }: { image: string; dockerfile: string; copied: readonly string[] },
): ImageJob {
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
}

/** A whole file system with these packages, by apt itself: proxies, mirrors and certificates are those of this machine. */
async function bootstrap(release: DebianRelease, { folder, archive }: { folder: string; archive: string }) {
  const { sources, aptConfiguration } = await debianSettings();
  const apt = join(folder, 'apt.conf');
  await writeFile(apt, `${aptConfiguration}APT::Install-Recommends "false";\n`);
  await asRoot('env', [
    `TMPDIR=${folder}`,
    requirePrerequisite('mmdebstrap'),
    '--quiet',
    '--variant=minbase',
    `--include=${packages.join(',')}`,
    `--aptopt=${apt}`,
    ...['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    ...beforeInstalling.map((command) => `--essential-hook=${command}`),
    // What was this machine's own.
    '--customize-hook=rm -f "$1"/etc/apt/apt.conf.d/99mmdebstrap',
    release,
    archive,
    ...sources(release),
  ]);
}

/** No service starts while it is installed, PostgreSQL makes no cluster of its own, RabbitMQ has its management plugin. */
const beforeInstalling = [
  String.raw`printf '#!/bin/sh\nexit 101\n' >"$1"/usr/sbin/policy-rc.d; chmod 755 "$1"/usr/sbin/policy-rc.d`,
  'mkdir -p "$1"/etc/postgresql-common/createcluster.d "$1"/etc/rabbitmq',
  'echo "create_main_cluster = false" >"$1"/etc/postgresql-common/createcluster.d/none.conf',
  'echo "[rabbitmq_management]." >"$1"/etc/rabbitmq/enabled_plugins',
];

async function asRoot(file: string, parameters: readonly string[]): Promise<void> {
  const { asRoot: before, impossible } = wayToInstall(thisMachine());
  if (impossible !== undefined) throw new Error(`An image of Debian cannot be made here: ${impossible}`);
  const [first = '', ...rest] = [...before, file, ...parameters];
  await runQuietly(first, rest);
}

export const read = (path: string): string => readFileSync(path, 'utf8');

export const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);

/** In memory where there is room: dpkg waits for the disk after each of its files. */
function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * 2 ** 30 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}
