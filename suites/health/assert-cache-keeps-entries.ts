import { cacheLimits } from '../../contract/cache.ts';
import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { Violation } from '../../harness/violation.ts';
import { bytes } from './cache-words.ts';

/** Throws a Violation where Redis is at its limit and has begun to throw away what it was given to keep. */
export function assertCacheKeepsEntries(state: CacheState, where: string): { evictedKeys: string } {
  const { usedBytes, mostBytes, policy, evictedKeys } = state;
  const isAtItsLimit = mostBytes > 0 && usedBytes >= mostBytes * cacheLimits.shareWhereItEvicts;
  if (!isAtItsLimit || evictedKeys === 0 || policy === 'noeviction') return { evictedKeys: String(evictedKeys) };
  throw new Violation({
    expected: `a Redis at ${where} that keeps what it is given until that expires`,
    actual: `${bytes(usedBytes)} of ${bytes(mostBytes)} taken, ${evictedKeys} keys evicted so far (${policy})`,
    cause: {
      id: 'evicting',
      sentence:
        'Redis is at its limit and throws away entries before they expire: sessions, limits and what was saved to spare the database',
    },
    remedy:
      'redis-cli --bigkeys; redis-cli INFO keyspace; then more memory (redis-cli CONFIG SET maxmemory …), or shorter lives for what is cached',
  });
}
