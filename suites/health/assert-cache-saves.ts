import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation where Redis failed to write its data to disk when it last tried. */
export function assertCacheSaves(state: CacheState, where: string): { appendOnlyFile: string } {
  const { isSnapshotWell, isAppendOnlyFileWell, hasAppendOnlyFile } = state;
  if (isSnapshotWell && isAppendOnlyFileWell) return { appendOnlyFile: hasAppendOnlyFile ? 'yes' : 'no' };
  const what = isSnapshotWell ? 'append-only file' : 'snapshot';
  throw new Violation({
    expected: `a Redis at ${where} that can write its data to disk`,
    actual: isSnapshotWell ? 'aof_last_write_status or aof_last_bgrewrite_status:err' : 'rdb_last_bgsave_status:err',
    cause: {
      id: isSnapshotWell ? 'append-only-file-fails' : 'snapshot-fails',
      sentence: `Redis could not write its ${what} when it last tried: a restart loses what came since, and by default it refuses writes until it can (MISCONF)`,
    },
    remedy:
      'docker-compose logs --tail=50 redis (the reason stands there); df -h; redis-cli CONFIG GET dir, and who may write there; then redis-cli BGSAVE',
  });
}
