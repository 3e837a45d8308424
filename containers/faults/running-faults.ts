import { setTimeout as pause } from 'node:timers/promises';
import type { Surface } from '../../targets/deployment.ts';
import type { RunningService, Stack } from '../stack.ts';
import { allowConnections } from '../with-processes/administer-postgres.ts';
import { deleteVirtualHost } from '../with-processes/administer-rabbitmq.ts';
import { statusFields } from '../with-processes/process-identity.ts';
import type { FaultOn } from './fault-on.ts';

/** Inflicted on a stack that is up; the end of it undoes as much as the stack needs to end itself. */
export type Inflict = (stack: Pick<Stack, 'deployment' | 'services'>) => Promise<AsyncDisposable>;

export const runningFaults: Readonly<Record<FaultOn<'running'>, Inflict>> = {
  'worker-frozen': async ({ services }) => {
    const { pid } = running(services, 'worker');
    process.kill(pid, 'SIGSTOP');
    await stops(pid);
    return endedBy(() => {
      process.kill(pid, 'SIGCONT');
    });
  },

  'database-refuses-connections': async ({ deployment }) => {
    const url = urlOf(deployment.surfaces.database);
    const server = {
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
    const name = url.pathname.slice(1);
    await allowConnections(server, name, false);
    return endedBy(() => allowConnections(server, name, true));
  },

  'broker-vhost-missing': async ({ deployment }) => {
    const management = urlOf(deployment.surfaces.management);
    const name = decodeURIComponent(urlOf(deployment.surfaces.broker).pathname.slice(1));
    await deleteVirtualHost(
      {
        host: management.hostname,
        managementPort: Number(management.port),
        user: decodeURIComponent(management.username),
        password: decodeURIComponent(management.password),
      },
      name,
    );
    return endedBy(() => undefined);
  },

  'cache-is-down': async ({ services }) => {
    await running(services, 'redis').stop();
    return endedBy(() => undefined);
  },
};

/** A signal takes its time to reach every thread of a busy process. */
async function stops(pid: number): Promise<void> {
  while (statusFields(pid)?.[0] !== undefined && statusFields(pid)?.[0] !== 'T') await pause(2);
}

const endedBy = (undo: () => void | Promise<void>): AsyncDisposable => ({
  async [Symbol.asyncDispose]() {
    await undo();
  },
});

function running(services: Stack['services'], name: string): RunningService {
  const service = services[name];
  if (service === undefined) throw new Error(`The stack has no ${name}, so nothing can be done to it.`);
  return service;
}

function urlOf(surface: Surface): URL {
  if ('notOffered' in surface) throw new Error(`The stack does not offer it: ${surface.notOffered}`);
  return new URL(surface.url);
}
