import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

/** Throws a Violation where Redis failed to write its data to disk when it last tried. */
export function assertCacheSaves(state: CacheState, where: string): { appendOnlyFile: string } {
  const { isSnapshotWell, isAppendOnlyFileWell, hasAppendOnlyFile } = state;
  const sick = [
    ...(isSnapshotWell ? [] : [{ id: 'snapshot-fails', what: 'snapshot', seen: 'rdb_last_bgsave_status:err' }]),
    ...(isAppendOnlyFileWell
      ? []
      : [
          {
            id: 'append-only-file-fails',
            what: 'append-only file',
            seen: 'aof_last_write_status or aof_last_bgrewrite_status:err',
          },
        ]),
  ];
  const [first, ...others] = sick.map(causeOf);
  if (first === undefined) return { appendOnlyFile: hasAppendOnlyFile ? 'yes' : 'no' };
  throw new Violation({
    expected: `a Redis at ${where} that can write its data to disk`,
    actual: sick.map(({ seen }) => seen).join('; '),
    cause: first,
    besides: others,
    remedy:
      'docker-compose logs --tail=50 redis (the reason stands there); df -h; redis-cli CONFIG GET dir, and who may write there; then redis-cli BGSAVE',
  });
}

const causeOf = ({ id, what }: { id: string; what: string }): Cause => ({
  id,
  sentence: `Redis could not write its ${what} when it last tried: a restart loses what came since, and by default it refuses writes until it can (MISCONF)`,
});
