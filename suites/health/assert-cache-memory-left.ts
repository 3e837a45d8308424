import { cacheLimits } from '../../contract/cache.ts';
import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { Violation } from '../../harness/violation.ts';
import { bytes } from './cache-words.ts';

/**
 * Throws a Violation where Redis is near the memory that it may take, or that its machine has. One that evicts is near its own limit by
 * design, which is told elsewhere.
 */
export function assertCacheMemoryLeft(state: CacheState, where: string): { memory: string } {
  const { usedBytes, mostBytes, machineBytes, policy } = state;
  const limit =
    mostBytes > 0 && policy === 'noeviction'
      ? {
          of: mostBytes,
          what: 'the memory that it may take (maxmemory)',
          soon: 'refuses writes',
          id: 'memory-nearly-full',
        }
      : {
          of: machineBytes,
          what: 'the memory of its machine',
          soon: 'is ended by the kernel',
          id: 'machine-memory-nearly-full',
        };
  const told = limit.of === 0 ? bytes(usedBytes) : `${bytes(usedBytes)} of ${bytes(limit.of)}`;
  if (limit.of === 0 || usedBytes < limit.of * cacheLimits.shareOfMemory) return { memory: told };
  throw new Violation({
    expected: `a Redis at ${where} that has taken less than ${100 * cacheLimits.shareOfMemory} % of ${limit.what}`,
    actual: told,
    cause: {
      id: limit.id,
      sentence: `Redis has nearly used up ${limit.what}: soon it ${limit.soon}`,
    },
    remedy:
      'redis-cli --bigkeys; redis-cli INFO memory; then more memory (maxmemory), or shorter lives for what is cached',
  });
}
