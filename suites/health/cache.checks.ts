import type { CacheClient } from '../../fixtures/cache/cache-client.ts';
import type { AlwaysTold, CacheState } from '../../fixtures/cache/cache-state.ts';
import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../harness/check.ts';

/** One question serves all that judge what Redis says of itself. */
const asked = { least: 1, most: 3, sharedAs: 'the state of Redis' } as const;

/** Enough for one of them to be slow by accident. */
const pings = 3;

/** Those included that are asked for because our own machine held us up; each takes more than 25 ms then. */
const mostPings = 30;

/** Judges what Redis says of itself. What it leaves out passes nothing, though what it does say may be amiss all the same. */
const judgedBy =
  (told: readonly AlwaysTold[], load: () => Promise<(state: CacheState, where: string) => Observations>) =>
  async ({ cache }: { cache: CacheClient }): Promise<Observations> => {
    const [assertion, { requireTold }] = await Promise.all([load(), import('./require-told.ts')]);
    const state = await cache.state();
    const facts = assertion(state, cache.where);
    requireTold(state, told, cache.where);
    return facts;
  };

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
    requests: asked,
    refutedBy: { 'cache-cannot-save': 'snapshot-fails' },
    run: judgedBy(
      ['rdb_last_bgsave_status', 'aof_enabled'],
      async () => (await import('./assert-cache-saves.ts')).assertCacheSaves,
    ),
  }),
  check({
    id: 'health.cache-takes-writes',
    demand: 'Redis must take writes from the services: no read-only replica, no cluster that is down, and not full',
    source: 'guide.redis-serves-services',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['cache'],
    after: ['health.cache-answers'],
    // One that cannot save refuses writes, by default.
    restsOn: ['health.cache-saves-its-data'],
    remedy: 'redis-cli ROLE; redis-cli INFO memory',
    requests: asked,
    refutedBy: { 'cache-is-full': 'cache-full' },
    run: judgedBy(
      ['role', 'used_memory', 'maxmemory', 'maxmemory_policy'],
      async () => (await import('./assert-cache-takes-writes.ts')).assertCacheTakesWrites,
    ),
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
    requests: asked,
    refutedBy: { 'cache-is-nearly-full': 'memory-nearly-full' },
    run: judgedBy(
      ['used_memory', 'maxmemory'],
      async () => (await import('./assert-cache-memory-left.ts')).assertCacheMemoryLeft,
    ),
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
    requests: asked,
    refutedBy: { 'cache-evicts': 'evicting' },
    run: judgedBy(
      ['used_memory', 'maxmemory', 'maxmemory_policy', 'evicted_keys'],
      async () => (await import('./assert-cache-keeps-entries.ts')).assertCacheKeepsEntries,
    ),
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
    requests: { least: pings + 1, most: mostPings + 1 },
    refutedBy: { 'cache-is-slow': 'slow-answers' },
    run: async ({ cache }) =>
      (await import('./assert-cache-in-time.ts')).assertCacheInTime(await cache.timePings(pings), cache.where),
  }),
];
