import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../targets/read-environment.ts';
import { type Engine, type EngineSilence, nameOfEngine } from './engine.ts';

/** The engine that answers, or why none does: a sentence for each place where one could have been. */
export type EngineFound = { engine: Engine } | { none: string };

/** Asks each place in turn, DOCKER_HOST alone where it is set; 10 ms where there is none. */
export async function findEngine({ variables }: Pick<Environment, 'variables'>): Promise<EngineFound> {
  const named = variables['DOCKER_HOST'];
  if (named) return answering({ address: named, because: 'DOCKER_HOST names it' });
  const sockets = socketsOf(variables).filter((path) => existsSync(path));
  const reasons: string[] = [];
  for (const path of sockets) {
    const found = await answering({ address: `unix://${path}` });
    if ('engine' in found) return found;
    reasons.push(found.none);
  }
  if (reasons.length > 0) return { none: reasons.join(' ') };
  return { none: `There is no socket of Docker or Podman on this machine (${socketsOf(variables).join(', ')}).` };
}

/** Docker for all, Docker without root, Docker Desktop, Colima, Podman. */
function socketsOf(variables: Environment['variables']): string[] {
  const home = variables['HOME'] ?? '';
  const own = variables['XDG_RUNTIME_DIR'] || `/run/user/${process.getuid?.() ?? 0}`;
  return [
    '/var/run/docker.sock',
    join(own, 'docker.sock'),
    ...(home === ''
      ? []
      : ['.docker/run/docker.sock', '.docker/desktop/docker.sock', '.colima/default/docker.sock'].map((path) =>
          join(home, path),
        )),
    join(own, 'podman/podman.sock'),
    '/run/podman/podman.sock',
  ];
}

/** The engine at an address that is known, or why it does not answer. */
export const engineAt = (address: string): Promise<EngineFound> => answering({ address });

async function answering({ address, because }: { address: string; because?: string }): Promise<EngineFound> {
  const where = because === undefined ? placeOf(address) : `${placeOf(address)} (${because})`;
  if (!/^(unix|tcp|http):\/\//.test(address)) {
    return { none: `${where} cannot be asked from here: give DOCKER_HOST as unix:// or tcp://.` };
  }
  try {
    return { engine: { address, name: await nameOfEngine({ address }, { withinMs: 3000 }) } };
  } catch (error) {
    return { none: `${where} ${reasonOf(error as Error)}.` };
  }
}

const placeOf = (address: string): string => address.replace(/^unix:\/\//, '');

function reasonOf(error: Error): string {
  const { code, cause } = error as Partial<EngineSilence>;
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EACCES') {
    return 'may not be opened by this user: join its group (docker) and log in again, or run Docker without root (dockerd-rootless-setuptool.sh)';
  }
  if (code === 'ECONNREFUSED') return 'is there, and nothing listens on it: its daemon has ended';
  return `does not answer (${(cause as Error | undefined)?.message || code || error.message})`;
}
