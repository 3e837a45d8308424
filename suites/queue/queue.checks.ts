import { canaryDeadlineMs } from '../../contract/tasks.ts';
import { check } from '../../fixtures/check.ts';
import { roll } from '../health/roll-requests.ts';

/** Whether tasks that are published are also executed. */
export const queueChecks = [
  check({
    id: 'queue.has-a-consumer',
    demand: 'The default queue, and every other one of the profile, must exist and have a consumer',
    source: 'guide.celery-service-runs',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['celery'],
    after: ['health.broker-accepts-connections'],
    defersTo: ['health.worker-answers-ping'],
    remedy: 'sudo rabbitmqctl list_queues name consumers messages; sudo systemctl restart celery.service',
    requests: { least: 2, most: 20, connection: 'broker' },
    refutedBy: { 'worker-not-consuming': 'no-consumer' },
    run: async ({ celery }) => (await import('./assert-consumed.ts')).assertConsumed(celery),
  }),
  check({
    id: 'queue.contract-tasks-are-registered',
    demand: 'Every worker of the queues must know every task of the contract',
    source: 'guide.celery-executes-tasks',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['celery'],
    after: ['health.worker-answers-ping'],
    restsOn: ['health.workers-consume-their-queues'],
    remedy:
      'celery -A medcor inspect registered; deploy the same code to every worker, then sudo systemctl restart celery.service',
    requests: { least: 4, most: 13, ...roll },
    refutedBy: {
      'task-unregistered': 'task-not-registered',
      'second-worker-lacks-a-task': 'task-not-registered',
    },
    run: async ({ celery }) => (await import('./assert-tasks-registered.ts')).assertTasksRegistered(celery),
  }),
  check({
    id: 'queue.canary-is-executed',
    demand: `A task published to the default queue, and to every other one of the profile, must be executed and its result returned within ${canaryDeadlineMs / 1000} seconds`,
    source: 'guide.celery-executes-tasks',
    severity: 'critical',
    tier: 'smoke',
    safety: 'canary',
    needs: ['celery'],
    after: ['health.broker-accepts-connections'],
    restsOn: ['health.broker-takes-messages'],
    defersTo: ['health.worker-answers-ping', 'queue.has-a-consumer', 'health.workers-consume-their-queues'],
    remedy: 'sudo rabbitmqctl list_queues name consumers messages; sudo systemctl status celery.service',
    requests: { least: 5, most: 40, ...roll },
    refutedBy: {
      'worker-loses-result': 'result-lost',
      'worker-hangs': 'worker-busy',
      'tasks-pile-up': 'worker-busy',
      'tasks-wait-for-a-stuck-pool': 'worker-busy',
    },
    // Beside the deadlines of the canaries, broker and workers are asked before and after each, up to three seconds each.
    deadlineMs: 2 * (canaryDeadlineMs + 15_000),
    run: async ({ celery }) => {
      const { assertCanaryExecuted } = await import('./assert-canary-executed.ts');
      return await assertCanaryExecuted(celery);
    },
  }),
];
