import type { CacheState } from '../../../fixtures/cache/cache-state.ts';

const mebibyte = 1024 * 1024;

/** What a healthy Redis says of itself, but for this. */
export const cacheStateWith = (odd: Partial<CacheState>): CacheState => ({
  version: '8.0.2',
  isReadOnlyReplica: false,
  linkToPrimary: 'up',
  usedBytes: 20 * mebibyte,
  mostBytes: 100 * mebibyte,
  machineBytes: 16_000 * mebibyte,
  policy: 'noeviction',
  evictedKeys: 0,
  expiringKeys: 0,
  isSnapshotWell: true,
  hasAppendOnlyFile: false,
  isAppendOnlyFileWell: true,
  replicasThatKeepUp: undefined,
  untold: [],
  ...odd,
});
