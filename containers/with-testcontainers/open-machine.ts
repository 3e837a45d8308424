import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { guideUnits } from '../../contract/services.ts';
import { surfaceNames, type Deployment } from '../../targets/deployment.ts';
import { resolveTarget } from '../../targets/resolve-target.ts';
import { notOffered, type Target } from '../../targets/target.ts';
import type { Engine } from '../engine/engine.ts';
import { whyNoMachine } from '../engine/health-checks.ts';
import type { OpenStackOptions, Stack } from '../stack.ts';
import { findInFolders } from '../prerequisites/find-program.ts';
import { thisMachine } from '../prerequisites/this-machine.ts';
import { open } from '../with-processes/opening.ts';
import { findPlace } from './find-place.ts';
import { openProject, type Project } from './open-project.ts';
import type { ContainerRecipe } from './own-container.ts';
import { startContainer, waitUntilReady } from './start-container.ts';

export type OpenMachineOptions = Pick<OpenStackOptions, 'signal' | 'onProgress'> & {
  engine: Engine;
  /** A Debian that systemd runs (machine-image.ts). */
  image: string;
};

/** A machine of our own on which the units of the guide run, asked by ssh with a key that is made for it. */
export type Machine = Stack & {
  /** Runs a command there as root; what that prints. */
  run: (...command: string[]) => Promise<string>;
  /** A project of Compose in the engine of this machine, which it can ask too. */
  project: Project;
};

const sshPort = 22;

/** A Host of the configuration of ssh that is made for it. */
export const machineName = 'own-machine';

/** Ready once systemd has started all of its units. Throws a StartFailure with its last words. */
export const openMachine = ({ engine, image, ...options }: OpenMachineOptions): Promise<Machine> =>
  open(options, async (opening) => {
    const obstacle = await whyNoMachine(engine);
    if (obstacle !== undefined) throw new Error(`A machine of our own cannot be brought up here: ${obstacle}`);
    const place = await findPlace(opening, engine);
    const folder = opening.directory.path;
    const key = join(folder, 'ssh-key');
    await ask('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', opening.directory.name, '-f', key]);
    const recipe: ContainerRecipe = {
      name: 'machine',
      image,
      command: ['/sbin/init'],
      files: { '/etc/ssh/authorized_keys': await readFile(`${key}.pub`, 'utf8') },
      ports: [sshPort],
      inMemory: ['/run', '/run/lock'],
      mounts: dockerOfHost(engine),
      isMachine: true,
    };
    const [machine, project] = await opening.together(
      startContainer(place, recipe),
      openProject(opening, { engine, image, labels: place.labels }),
    );
    await waitUntilReady(place, recipe, {
      lines: machine.lines,
      isReady: () => machine.run('sh', '-c', allActive, 'sh', 'ssh.service', ...guideUnits).then(isTrue, isFalse),
      withinMs: 120_000,
    });
    await machine.run('sh', '-c', mayAskDocker);
    // The files of the project lie on its machine.
    for (const file of project.files)
      await machine.run(
        'sh',
        '-c',
        'mkdir -p "${1%/*}" && printf %s "$2" >"$1"',
        'sh',
        file,
        await readFile(file, 'utf8'),
      );
    const [host = '', port = ''] = machine.address(sshPort).split(':');
    const hostKey = await machine.run('cat', '/etc/ssh/ssh_host_ed25519_key.pub');
    await writeFile(join(folder, 'known-hosts'), `[${host}]:${port} ${hostKey}`);
    const sshConfig = join(folder, 'ssh-config');
    await writeFile(sshConfig, configurationOf({ host, port, key, knownHosts: join(folder, 'known-hosts') }));
    opening.signal.throwIfAborted();
    const services = {
      on: `ssh://${machineName}`,
      sshConfig,
      units: guideUnits,
      compose: { project: project.name, optional: ['migrate'] },
    } as const;
    return {
      deployment: ownDeployment(services, folder),
      services: opening.services,
      run: machine.run,
      project,
    };
  });

// `is-active` alone is content with one of several.
const allActive = 'for unit in "$@"; do systemctl is-active --quiet "$unit" || exit 1; done';

const socket = '/run/docker.sock';

/** The engine and its command line as this machine has them. */
function dockerOfHost({ address }: Engine): Record<string, string> {
  const docker = findInFolders('docker', thisMachine().searchPath);
  if (!address.startsWith('unix:') || docker === undefined)
    throw new Error(
      `A machine of our own asks Docker of this one, which takes its command line (docker) and a socket here; the engine is at ${address}.`,
    );
  return { [socket]: new URL(address).pathname, '/usr/local/bin/docker': docker };
}

// The number of the group that may use the socket is the host's own.
const mayAskDocker = `groupadd --non-unique --gid "$(stat -c %g ${socket})" host-docker && usermod -aG host-docker deploy`;

const ask = promisify(execFile);
const isTrue = (): boolean => true;
const isFalse = (): boolean => false;

const configurationOf = ({ host, port, key, knownHosts }: Record<'host' | 'port' | 'key' | 'knownHosts', string>) =>
  [
    `Host ${machineName}`,
    `  HostName ${host}`,
    `  Port ${port}`,
    '  User deploy',
    `  IdentityFile "${key}"`,
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile "${knownHosts}"`,
    '  GlobalKnownHostsFile none',
    '  StrictHostKeyChecking yes',
    '',
  ].join('\n');

function ownDeployment(services: Target['services'], folder: string): Deployment {
  const nothing = notOffered('it is a machine alone, with units and no deployment');
  const surfaces = Object.fromEntries(surfaceNames.map((name) => [name, nothing])) as Target['surfaces'];
  const target: Target = { name: 'own machine', surfaces, ...(services ? { services } : {}) };
  return { ...resolveTarget(target, {}), own: true, ledgerDirectory: folder };
}
