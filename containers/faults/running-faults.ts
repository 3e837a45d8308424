import { deleteVirtualHost } from '../with-processes/administer-rabbitmq.ts';
import { cacheFaults } from './cache-faults.ts';
import { databaseFaults } from './database-faults.ts';
import type { FaultOn } from './fault-on.ts';
import { endedBy, running, urlOf, type Inflict } from './inflicting.ts';

export const runningFaults: Readonly<Record<FaultOn<'running'>, Inflict>> = {
  'worker-frozen': ({ services }) => running(services, 'worker').freeze(),

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
