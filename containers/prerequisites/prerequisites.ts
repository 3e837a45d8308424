import { buildK6 } from './build-k6.ts';
import { createCeleryEnvironment } from './create-celery-environment.ts';
import { findDistributionCelery, findPinnedCelery } from './find-celery.ts';
import { findCompose, findEngineOfMachine } from './find-container-programs.ts';
import { findInFolders } from './find-program.ts';
import { findChromium } from './find-chromium.ts';
import { findK6 } from './find-k6.ts';
import type { Prerequisite } from './prerequisite.ts';
import { findProgram, type ProgramName } from './programs.ts';
import type { Machine } from './this-machine.ts';

/** Everything that the project uses and npm does not bring. */
export const prerequisites: readonly Prerequisite[] = [
  {
    name: 'RabbitMQ',
    purpose: 'stack',
    why: 'carries the tasks of a stack of our own',
    needed: 'any',
    find: (machine) => programs(machine, 'rabbitmq-server', 'epmd'),
    install: { packages: ['rabbitmq-server'] },
    byHand: {
      apt: 'sudo apt-get install rabbitmq-server',
      brew: 'brew install rabbitmq',
      docker: inDocker('make verify'),
    },
  },
  {
    name: 'PostgreSQL',
    purpose: 'stack',
    why: 'keeps the appointments of a stack of our own',
    needed: 'any',
    find: (machine) => programs(machine, 'postgres'),
    versionArguments: ['--version'],
    install: { packages: ['postgresql'] },
    byHand: {
      apt: 'sudo apt-get install postgresql',
      brew: 'brew install postgresql@17',
      docker: inDocker('make verify'),
    },
  },
  {
    name: 'Redis',
    purpose: 'stack',
    why: 'is the cache of a stack of our own',
    needed: 'any',
    find: (machine) => programs(machine, 'redis-server'),
    versionArguments: ['--version'],
    install: { packages: ['redis-server'] },
    byHand: { apt: 'sudo apt-get install redis-server', brew: 'brew install redis', docker: inDocker('make verify') },
  },
  {
    name: 'nginx',
    purpose: 'stack',
    why: 'is the way in to a stack of our own',
    needed: 'any',
    find: (machine) => programs(machine, 'nginx'),
    versionArguments: ['-v'],
    install: { packages: ['nginx'] },
    byHand: { apt: 'sudo apt-get install nginx', brew: 'brew install nginx', docker: inDocker('make verify') },
  },
  {
    name: 'Chromium',
    purpose: 'journeys',
    why: 'is the browser that the journeys drive',
    needed: 'any',
    find: findChromium,
    versionArguments: ['--version'],
    // Ubuntu has it as a snap, which this package brings.
    install: { packages: ['chromium'], packagesOnUbuntu: ['chromium-browser'] },
    byHand: {
      apt: 'sudo apt-get install chromium (Ubuntu: sudo snap install chromium)',
      brew: 'brew install --cask chromium',
      docker: inDocker('make verify'),
    },
  },
  {
    name: 'k6',
    purpose: 'load',
    why: 'makes the load',
    needed: '2.x',
    find: findK6,
    versionArguments: ['version'],
    install: { build: buildK6 },
    byHand: {
      apt: `curl -fsSL https://dl.k6.io/key.gpg | sudo gpg --dearmor -o /usr/share/keyrings/k6.gpg && echo 'deb [signed-by=/usr/share/keyrings/k6.gpg] https://dl.k6.io/deb stable main' | sudo tee /etc/apt/sources.list.d/k6.list && sudo apt-get update && sudo apt-get install k6`,
      brew: 'brew install k6',
      docker: 'mkdir -p .tools/bin && docker cp "$(docker create grafana/k6:2.2.0)":/usr/bin/k6 .tools/bin/k6',
    },
  },
  {
    name: "the distribution's Celery",
    purpose: 'celery-tests',
    why: 'is the older real Celery that our worker and client are tested against',
    needed: 'any',
    find: findDistributionCelery,
    versionArguments: ['-m', 'celery', '--version'],
    install: { packages: ['python3-celery'] },
    byHand: {
      apt: 'sudo apt-get install python3-celery',
      brew: 'none: only Debian and Ubuntu have it',
      docker: inDocker('make test'),
    },
  },
  {
    name: 'Celery 5.6',
    purpose: 'celery-tests',
    why: 'is the newer real Celery that our worker and client are tested against',
    needed: '5.6',
    find: findPinnedCelery,
    versionArguments: ['-m', 'celery', '--version'],
    install: { build: createCeleryEnvironment },
    byHand: {
      apt: 'sudo apt-get install python3-venv && make test',
      brew: 'brew install python && make test',
      docker: inDocker('make test'),
    },
  },
  {
    name: 'Docker',
    purpose: 'containers',
    why: 'runs the containers of a stack of our own',
    needed: 'any',
    find: findEngineOfMachine,
    install: { packages: ['docker.io'] },
    byHand: {
      apt: 'sudo apt-get install docker.io',
      brew: 'brew install --cask docker',
      docker: 'mount its socket: -v /var/run/docker.sock:/var/run/docker.sock',
    },
  },
  {
    name: 'mmdebstrap',
    purpose: 'containers',
    why: 'makes the images where no registry can be reached',
    needed: 'any',
    find: (machine) => onSearchPath(machine, 'mmdebstrap'),
    versionArguments: ['--version'],
    install: { packages: ['mmdebstrap'] },
    byHand: {
      apt: 'sudo apt-get install mmdebstrap',
      brew: 'none: images come from a registry there',
      docker: inDocker('make images'),
    },
  },
  {
    name: 'OpenSSH client',
    purpose: 'containers',
    why: 'asks machines of our own, and services of a target by ssh',
    needed: 'any',
    find: (machine) => onSearchPath(machine, 'ssh-keygen', 'ssh'),
    install: { packages: ['openssh-client'] },
    byHand: {
      apt: 'sudo apt-get install openssh-client',
      brew: 'none: macOS has it',
      docker: inDocker('make containers'),
    },
  },
  {
    name: 'Compose',
    purpose: 'containers',
    why: 'reads compose.yaml, for people who want just a deployment',
    needed: 'any',
    find: findCompose,
    versionArguments: ['version'],
    install: { packages: ['docker-compose'] },
    byHand: {
      apt: 'sudo apt-get install docker-compose',
      brew: 'brew install docker-compose',
      docker: 'comes with Docker Desktop',
    },
  },
];

/** The last of them, where all are there. */
function onSearchPath(machine: Machine, ...names: readonly string[]) {
  const paths = names.map((name) => findInFolders(name, machine.searchPath));
  const lacking = names.find((_, at) => paths[at] === undefined);
  const path = paths.at(-1);
  return path === undefined || lacking !== undefined ? { absent: `no ${lacking} on this machine` } : { path };
}

function programs(machine: Machine, first: ProgramName, ...others: ProgramName[]) {
  const lacking = [first, ...others].find((name) => findProgram(name, machine) === undefined);
  const path = findProgram(first, machine);
  if (path !== undefined && lacking === undefined) return { path };
  return { absent: `no ${lacking ?? first} on this machine` };
}

/** The same target in an image where root may install what is missing; its node_modules are its own. */
function inDocker(command: string): string {
  return `docker run --rm -it -v "$PWD":/src -v /src/node_modules -w /src node:24-bookworm ${command}`;
}
