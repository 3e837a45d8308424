import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import { projectFilesOf } from '../../fixtures/machine/noted-files.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { isAtRest, type ProjectFacts, type Troubled } from './container-troubles.ts';
import { onMachine } from './on-machine.ts';

type Containers = ContainerStates['containers'];
type Project = Pick<ProjectFacts, 'where' | 'project'>;

/** What shows why these do not run, and what lets each run again. */
export function bringBack(troubled: readonly Troubled[], { engine }: ContainerStates, where: string): string {
  const commands = troubled.flatMap(({ name, status }) => {
    const looked =
      status === 'paused' || status === 'created' ? [] : [`${engine} logs --tail=50 ${quoteForShell(name)}`];
    const step = steps[status];
    return [...looked, ...(step === undefined ? [] : [`${engine} ${step} ${quoteForShell(name)}`])];
  });
  const resting = troubled.filter(isAtRest).map(({ service }) => service);
  return [onMachine(where, commands), ...(resting.length === 0 ? [] : [orNeedNotRun(resting)])].join('; ');
}

/** How to say that these are not meant to run. */
export const orNeedNotRun = (services: readonly string[]): string =>
  `where ${services.length === 1 ? 'it' : 'one of them'} need not run: ${services.map((name) => `--compose-optional ${quoteForShell(name)}`).join(' ')}, or services.compose.optional of the profile`;

const steps: Readonly<Partial<Record<Troubled['status'], string>>> = {
  paused: 'unpause',
  created: 'start',
  exited: 'start',
  stopped: 'start',
  dead: 'rm --force',
};

/** How the project is brought up: these services of it, or all. By its own files where they are known. */
export function upAgain(
  containers: Containers,
  { where, project }: Project,
  services: readonly string[] = [],
  sets: readonly { files: readonly string[]; names: readonly string[] }[] = [],
): string {
  // Not every set of files knows every service.
  const firstKnowing = (name: string) => sets.findIndex(({ names }) => names.includes(name));
  const knowing = sets.map(({ files }, at) => ({ files, known: services.filter((name) => firstKnowing(name) === at) }));
  const told = knowing.filter(({ known }) => known.length > 0);
  if (told.length > 0)
    return onMachine(
      where,
      told.map(({ files, known }) => upBy(files, project, known)),
    );
  const [newest] = containers.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const files = newest === undefined ? [] : projectFilesOf(newest);
  return onMachine(where, [upBy(files.length === 0 ? ['docker-compose.prod.yml'] : files, project, services)]);
}

const upBy = (files: readonly string[], project: string, services: readonly string[]): string =>
  [
    'docker-compose',
    ...files.map((file) => `-f ${quoteForShell(file)}`),
    '-p',
    project,
    'up -d',
    ...services.map(quoteForShell),
  ].join(' ');
