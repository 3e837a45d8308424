import { defaultQueue } from '../../contract/tasks.ts';
import type { FaultName } from '../../contract/faults.ts';
import {
  bufferingServer,
  compressingServer,
  guideServer,
  serverOfGets,
  serverWith,
  serverWithReadTimeout,
  serverWithoutMcp,
} from '../nginx/server-blocks.ts';
import type { Command, StackPlan } from '../stack.ts';
import type { FaultOn } from './fault-on.ts';
import { takeTasks } from './take-tasks.ts';

/** Nothing listens there: ports below 1024 are never chosen for a stack, and the first one has no users left. */
const nowhere = '127.0.0.1:1';

export const planFaults: Readonly<Record<FaultOn<'plan'>, (plan: StackPlan) => StackPlan>> = {
  'api-cannot-reach-cache': (plan) => ({ ...plan, api: withAddress(plan.api, 'REDIS_URL') }),

  'mcp-cannot-reach-database': (plan) => ({ ...plan, mcp: withAddress(plan.mcp, 'DATABASE_URL') }),

  'mixed-versions': (plan) => ({ ...plan, mcp: withEnvironment(plan.mcp, { VERSION: '0.0.9', COMMIT: '3f2a91c' }) }),

  'stranger-takes-the-tasks': (plan) => ({
    ...plan,
    worker: withEnvironment(plan.worker, { WORKER_QUEUES: 'another' }),
    moreWorkers: {
      stranger: takeTasks(plan.worker, defaultQueue),
    },
  }),

  'mixed-worker-versions': (plan) =>
    withSecondWorker(plan, { WORKER_NAME: 'worker2@localhost', VERSION: '0.0.9', COMMIT: '3f2a91c' }),

  'second-worker-lacks-a-task': (plan) =>
    withSecondWorker(plan, { WORKER_NAME: 'worker2@localhost', FAULT: 'task-unregistered' satisfies FaultName }),

  'two-workers-of-one-name': (plan) => withSecondWorker(plan, {}),

  'mcp-route-missing': (plan) => ({ ...plan, nginx: serverWithoutMcp }),

  'proxy-takes-only-gets': (plan) => ({ ...plan, nginx: serverOfGets }),

  'proxy-tells-its-version': (plan) => ({ ...plan, nginx: serverWith('server_tokens on;', plan.nginx) }),

  'proxy-takes-any-body': (plan) => ({ ...plan, nginx: serverWith('client_max_body_size 0;', plan.nginx) }),

  'certificate-ends-soon': (plan) => ({ ...plan, https: { daysLeft: 3 } }),

  'certificate-has-expired': (plan) => ({ ...plan, https: { daysLeft: -1 } }),

  'proxy-buffers-streams': (plan) => ({ ...plan, nginx: bufferingServer }),

  'proxy-compresses-streams': (plan) => ({ ...plan, nginx: compressingServer }),

  'proxy-ends-silent-streams': (plan) => ({
    ...plan,
    // Some servers say only every 15 s that a stream lives, if at all.
    mcp: withEnvironment(plan.mcp, { KEEP_ALIVE_MS: '5000' }),
    nginx: serverWithReadTimeout(3),
  }),

  'guide-nginx-file': (plan) => ({ ...plan, nginx: guideServer }),
};

/** The same address but for host and port. */
const withAddress = (command: Command, name: string): Command =>
  withEnvironment(command, { [name]: (command.environment[name] ?? '').replace(/[^@/]+:\d+(?=\/)/, nowhere) });

const withSecondWorker = (plan: StackPlan, changed: Command['environment']): StackPlan => ({
  ...plan,
  moreWorkers: { worker2: withEnvironment(plan.worker, changed) },
});

const withEnvironment = (command: Command, changed: Command['environment']): Command => ({
  ...command,
  environment: { ...command.environment, ...changed },
});
