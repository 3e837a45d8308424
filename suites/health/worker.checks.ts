import { check } from '../../fixtures/check.ts';

/** Whether the Celery workers are all there and alike. */
export const workerChecks = [
  check({
    id: 'health.worker-answers-ping',
    demand: 'Every expected Celery worker, and every consumer of their queue, must answer a ping',
    source: 'guide.celery-service-runs',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['celery'],
    after: ['health.broker-accepts-connections'],
    remedy:
      'sudo systemctl status celery.service; sudo journalctl -u celery.service -n 50; sudo systemctl restart celery.service',
    requests: { least: 3, most: 4 },
    refutedBy: { 'worker-frozen': 'worker-silent' },
    run: async ({ celery }) => (await import('./assert-workers-answer.ts')).assertWorkersAnswer(celery),
  }),
];
