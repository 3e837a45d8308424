import { check } from '../../fixtures/check.ts';

/** Whether Redis serves those who ask it. */
export const cacheChecks = [
  check({
    id: 'health.cache-answers',
    demand: 'Redis must answer a PING',
    source: 'guide.redis-serves-services',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    needs: ['cache'],
    after: [],
    remedy: 'sudo systemctl status redis.service; docker-compose ps redis; redis-cli ping',
    requests: { least: 1, most: 1 },
    refutedBy: { 'cache-is-down': 'connection-refused' },
    run: ({ cache }) => cache.ping(),
  }),
];
