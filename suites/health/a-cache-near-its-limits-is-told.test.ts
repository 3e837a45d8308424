import { expect, test } from 'vitest';
import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { assertCacheKeepsEntries } from './assert-cache-keeps-entries.ts';
import { assertCacheMemoryLeft } from './assert-cache-memory-left.ts';
import { assertCacheSaves } from './assert-cache-saves.ts';
import { assertCacheTakesWrites } from './assert-cache-takes-writes.ts';
import { requireTold } from './require-told.ts';
import { cacheStateWith } from './testing/cache-state-with.ts';

const assertions = [assertCacheSaves, assertCacheTakesWrites, assertCacheMemoryLeft, assertCacheKeepsEntries];

/** What each of them blames on Redis, in this order: saving, taking writes, memory, keeping. */
const causes = (odd: Partial<CacheState>) =>
  Promise.all(assertions.map((assertion) => causeOf((async () => assertion(cacheStateWith(odd), 'redis:6379'))())));

const well = undefined;
const bytes = (usedBytes: number, mostBytes: number) => ({ usedBytes, mostBytes });

test.for<[string, Partial<CacheState>, (string | undefined)[]]>([
  ['one that is well', {}, [well, well, well, well]],
  ['one without a limit on a large machine', bytes(20, 0), [well, well, well, well]],
  [
    'a machine that is nearly full',
    { ...bytes(90, 0), machineBytes: 100 },
    [well, well, 'machine-memory-nearly-full', well],
  ],
  ['a limit that is near', bytes(90, 100), [well, well, 'memory-nearly-full', well]],
  ['a limit that is reached', bytes(100, 100), [well, 'cache-full', 'memory-nearly-full', well]],
  ['one that evicts', { ...bytes(97, 100), policy: 'allkeys-lru', evictedKeys: 1 }, [well, well, well, 'evicting']],
  ['one at its limit that has evicted nothing', { ...bytes(97, 100), policy: 'allkeys-lru' }, [well, well, well, well]],
  ['one that has evicted long ago', { policy: 'allkeys-lfu', evictedKeys: 7 }, [well, well, well, well]],
  [
    'one that may evict only what expires, and nothing does',
    { ...bytes(100, 100), policy: 'volatile-lru' },
    [well, 'cache-full', well, well],
  ],
  [
    'one that may evict only what expires',
    { ...bytes(100, 100), policy: 'volatile-ttl', expiringKeys: 3, evictedKeys: 1 },
    [well, well, well, 'evicting'],
  ],
  ['one in a cluster that serves', { cluster: { state: 'ok', slots: 16_384 } }, [well, well, well, well]],
  ['one in a cluster that is down', { cluster: { state: 'fail', slots: 0 } }, [well, 'cluster-down', well, well]],
  [
    'one in a cluster that serves some keys',
    { cluster: { state: 'ok', slots: 100 } },
    [well, 'cluster-down', well, well],
  ],
  [
    'a replica in a cluster, which sends writes on',
    { cluster: { state: 'ok', slots: 16_384 }, isReadOnlyReplica: true },
    [well, well, well, well],
  ],
  ['one whose replicas are all gone', { replicasThatKeepUp: 0 }, [well, 'replicas-missing', well, well]],
  [
    'one that waits for more replicas than keep up',
    { replicasThatKeepUp: 1, replicasWanted: 2 },
    [well, 'replicas-missing', well, well],
  ],
  ['one with enough replicas', { replicasThatKeepUp: 1, replicasWanted: 1 }, [well, well, well, well]],
  ['a replica', { isReadOnlyReplica: true }, [well, 'read-only-replica', well, well]],
  ['one that cannot write a snapshot', { isSnapshotWell: false }, ['snapshot-fails', well, well, well]],
  [
    'one that cannot write its append-only file',
    { hasAppendOnlyFile: true, isAppendOnlyFileWell: false },
    ['append-only-file-fails', well, well, well],
  ],
])('%s', async ([, odd, expected]) => {
  expect(await causes(odd)).toEqual(expected);
});

test('what Redis leaves out of its word passes nothing', () => {
  const state = cacheStateWith({ untold: ['maxmemory', 'aof_enabled'] });
  expect(() => requireTold(state, ['role', 'evicted_keys'], 'redis:6379')).not.toThrow();
  expect(() => requireTold(state, ['role', 'maxmemory', 'aof_enabled'], 'redis:6379')).toThrow(NotOffered);
  expect(() => requireTold(state, ['role', 'maxmemory', 'aof_enabled'], 'redis:6379')).toThrow(
    'Redis at redis:6379 leaves maxmemory, aof_enabled out of what it says of itself (INFO)',
  );
});

test('replicas that keep up and may be too few pass nothing', () => {
  expect(() => assertCacheTakesWrites(cacheStateWith({ replicasThatKeepUp: 1 }), 'redis:6379')).toThrow(NotOffered);
});
