import { dirname, join } from 'node:path';
import { expandVersion, findInFolders, isProgram } from './find-program.ts';
import { thisMachine, type Machine } from './this-machine.ts';

/** Where a machine may have each program beside its search path, the best place first; `*` stands for a version, the newest wins. */
const places = {
  // Homebrew and Red Hat put versions aside too. initdb and the others lie beside it.
  postgres: [
    '/usr/lib/postgresql/*/bin/postgres',
    '/usr/pgsql-*/bin/postgres',
    '/opt/homebrew/opt/postgresql*/bin/postgres',
    '/usr/local/opt/postgresql*/bin/postgres',
  ],
  'redis-server': ['/usr/bin/redis-server', '/opt/homebrew/opt/redis/bin/redis-server'],
  'rabbitmq-server': [
    '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server',
    '/opt/rabbitmq*/sbin/rabbitmq-server',
    '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server',
    '/usr/local/opt/rabbitmq/sbin/rabbitmq-server',
  ],
  epmd: ['/usr/lib/erlang/erts-*/bin/epmd', '/opt/homebrew/opt/erlang/bin/epmd'],
  nginx: ['/usr/sbin/nginx', '/opt/homebrew/opt/nginx/bin/nginx', '/usr/local/sbin/nginx'],
} as const satisfies Record<string, readonly string[]>;

export type ProgramName = keyof typeof places;

/** Debian's /usr/sbin/rabbitmq-server is a wrapper that insists on its own user and hides the broker's process. */
const notOnSearchPath: ReadonlySet<ProgramName> = new Set(['rabbitmq-server']);

/** The path of a program of this machine; undefined when it is not installed. */
export function findProgram(name: ProgramName, machine: Machine = thisMachine()): string | undefined {
  const known = places[name].flatMap((place) => expandVersion(join(machine.systemRoot, place))).find(isProgram);
  return known ?? (notOnSearchPath.has(name) ? undefined : findInFolders(name, machine.searchPath));
}

/** As `findProgram`; throws a sentence that says how to get a program that is missing. */
export function requireProgram(name: ProgramName, machine: Machine = thisMachine()): string {
  const path = findProgram(name, machine);
  if (path !== undefined) return path;
  throw new Error(
    `This machine has no ${name}, which a stack of our own needs. Get it: ./medcor-verify doctor --install --for stack`,
  );
}

/** A program that lies in the folder of another one. */
export const beside = (path: string, name: string): string => join(dirname(path), name);
