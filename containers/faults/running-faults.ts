import { setTimeout as pause } from 'node:timers/promises';
import { deleteVirtualHost } from '../with-processes/administer-rabbitmq.ts';
import { statusFields } from '../with-processes/process-identity.ts';
import { cacheFaults } from './cache-faults.ts';
import { databaseFaults } from './database-faults.ts';
import type { FaultOn } from './fault-on.ts';
import { endedBy, running, urlOf, type Inflict } from './inflicting.ts';

export const runningFaults: Readonly<Record<FaultOn<'running'>, Inflict>> = {
  'worker-frozen': async ({ services }) => {
    const { pid } = running(services, 'worker');
    process.kill(pid, 'SIGSTOP');
    await stops(pid);
    return endedBy(() => {
      process.kill(pid, 'SIGCONT');
    });
  },

  ...databaseFaults,

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

  ...cacheFaults,
};

/** A signal takes its time to reach every thread of a busy process. */
async function stops(pid: number): Promise<void> {
  while (statusFields(pid)?.[0] !== undefined && statusFields(pid)?.[0] !== 'T') await pause(2);
}
