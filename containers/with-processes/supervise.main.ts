import { once } from 'node:events';
import { supervise } from './supervise.ts';
import type { SupervisorOrder } from './supervisor.ts';

const [order] = (await once(process, 'message')) as [SupervisorOrder];
process.exitCode = await supervise(order);
