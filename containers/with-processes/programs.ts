import { accessSync, constants, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { searchPath } from '../../targets/search-path.ts';

/** Where this machine may have each program, the best place first; `*` stands for a version, the newest of which is taken. */
const places = {
  postgres: {
    // Homebrew and Red Hat put versions aside too. initdb and the others lie beside it.
    patterns: [
      '/usr/lib/postgresql/*/bin/postgres',
      '/usr/pgsql-*/bin/postgres',
      '/opt/homebrew/opt/postgresql*/bin/postgres',
      '/usr/local/opt/postgresql*/bin/postgres',
    ],
    install: { debian: 'apt-get install postgresql', homebrew: 'brew install postgresql' },
  },
  'rabbitmq-server': {
    // Not Debian's /usr/sbin/rabbitmq-server, a wrapper that insists on its own user.
    patterns: [
      '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server',
      '/opt/rabbitmq*/sbin/rabbitmq-server',
      '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server',
      '/usr/local/opt/rabbitmq/sbin/rabbitmq-server',
    ],
    install: { debian: 'apt-get install rabbitmq-server', homebrew: 'brew install rabbitmq' },
  },
  epmd: {
    patterns: ['/usr/lib/erlang/erts-*/bin/epmd', '/opt/homebrew/opt/erlang/bin/epmd'],
    install: { debian: 'apt-get install erlang-base', homebrew: 'brew install erlang' },
  },
  'redis-server': {
    patterns: ['/usr/bin/redis-server', '/opt/homebrew/opt/redis/bin/redis-server'],
    install: { debian: 'apt-get install redis-server', homebrew: 'brew install redis' },
  },
  nginx: {
    patterns: ['/usr/sbin/nginx', '/opt/homebrew/opt/nginx/bin/nginx', '/usr/local/sbin/nginx'],
    install: { debian: 'apt-get install nginx', homebrew: 'brew install nginx' },
  },
} as const satisfies Record<string, ProgramPlaces>;

export type ProgramName = keyof typeof places;
export const programNames = Object.keys(places) as ProgramName[];

/** The path of a program of this machine; undefined when it is not installed. */
export function findProgram(name: ProgramName): string | undefined {
  const found = places[name].patterns.flatMap((pattern) => globSync(pattern).sort(newestFirst));
  const onPath = searchPath().map((folder) => join(folder, name));
  return [...found, ...onPath].find(isExecutable);
}

/** As `findProgram`; throws a sentence that says how to get a program that is missing. */
export function requireProgram(name: ProgramName): string {
  const path = findProgram(name);
  if (path !== undefined) return path;
  const { debian, homebrew } = places[name].install;
  throw new Error(`This machine has no ${name}, which a stack of our own needs. Get it: ${debian} (or ${homebrew}).`);
}

/** A program that lies in the folder of another one. */
export const beside = (path: string, name: string): string => join(dirname(path), name);

const newestFirst = (a: string, b: string): number => b.localeCompare(a, 'en', { numeric: true });

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type ProgramPlaces = { patterns: readonly string[]; install: { debian: string; homebrew: string } };
