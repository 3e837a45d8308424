import { check } from '../../fixtures/check.ts';

/** One question serves all that judge what Redis says of itself. */
const state = { least: 1, most: 1, sharedAs: 'the state of Redis' } as const;

/** Enough for one of them to be slow by accident. */
const pings = 3;

/** Whether Redis serves those who ask it, and will go on doing so. */
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
  check({
    id: 'health.cache-saves-its-data',
    demand: 'Redis must be able to write its data to disk where it is told to',
    source: 'contract.cache-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    remedy: 'docker-compose logs --tail=50 redis; df -h',
    requests: state,
    refutedBy: { 'cache-cannot-save': 'snapshot-fails' },
    run: async ({ cache }) =>
      (await import('./assert-cache-saves.ts')).assertCacheSaves(await cache.state(), cache.where),
  }),
  check({
    id: 'health.cache-takes-writes',
    demand: 'Redis must take writes from the services: no read-only replica, and not full',
    source: 'guide.redis-serves-services',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    // One that cannot save refuses writes, by default.
    restsOn: ['health.cache-saves-its-data'],
    remedy: 'redis-cli ROLE; redis-cli INFO memory',
    requests: state,
    refutedBy: { 'cache-is-full': 'cache-full' },
    run: async ({ cache }) =>
      (await import('./assert-cache-takes-writes.ts')).assertCacheTakesWrites(await cache.state(), cache.where),
  }),
  check({
    id: 'health.cache-has-memory-left',
    demand: 'Redis must have taken less than 90 % of the memory that it may take, or that its machine has',
    source: 'contract.cache-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    restsOn: ['health.cache-takes-writes'],
    remedy: 'redis-cli --bigkeys; redis-cli INFO memory',
    requests: state,
    refutedBy: { 'cache-is-nearly-full': 'memory-nearly-full' },
    run: async ({ cache }) =>
      (await import('./assert-cache-memory-left.ts')).assertCacheMemoryLeft(await cache.state(), cache.where),
  }),
  check({
    id: 'health.cache-keeps-its-entries',
    demand: 'Redis should keep what it is given until that expires, and evict nothing',
    source: 'contract.cache-keeps-clear-of-its-limits',
    severity: 'minor',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    remedy: 'redis-cli --bigkeys; redis-cli INFO stats',
    requests: state,
    refutedBy: { 'cache-evicts': 'evicting' },
    run: async ({ cache }) =>
      (await import('./assert-cache-keeps-entries.ts')).assertCacheKeepsEntries(await cache.state(), cache.where),
  }),
  check({
    id: 'health.cache-answers-in-time',
    demand: 'Redis should answer a PING within 250 ms',
    source: 'contract.cache-keeps-clear-of-its-limits',
    severity: 'minor',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    remedy: 'redis-cli --latency; redis-cli SLOWLOG GET 10',
    // Before that it asks which process answers.
    requests: { least: pings + 1, most: pings + 1 },
    refutedBy: { 'cache-is-slow': 'slow-answers' },
    run: async ({ cache }) =>
      (await import('./assert-cache-in-time.ts')).assertCacheInTime(await cache.timePings(pings), cache.where),
  }),
];
