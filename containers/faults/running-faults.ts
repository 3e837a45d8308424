import { brokerFaults } from './broker-faults.ts';
import { cacheFaults } from './cache-faults.ts';
import { databaseFaults } from './database-faults.ts';
import type { FaultOn } from './fault-on.ts';
import { running, type Inflict } from './inflicting.ts';

export const runningFaults: Readonly<Record<FaultOn<'running'>, Inflict>> = {
  'worker-frozen': ({ services }) => running(services, 'worker').freeze(),

  ...databaseFaults,

  ...brokerFaults,

  ...cacheFaults,
};
