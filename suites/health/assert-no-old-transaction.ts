import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { Violation } from '../../harness/violation.ts';
import { asAdministrator, grantOfStatistics } from './database-remedies.ts';

type Transaction = DatabaseState['transactions'][number];

/** Throws a Violation where a transaction of this database has been open too long; an error of ours where some cannot be seen. */
export function assertNoOldTransaction(state: DatabaseState, where: string): { oldestTransaction: string } {
  const [oldest] = state.transactions;
  const tooOld = state.transactions.filter(({ seconds }) => seconds > databaseLimits.transactionSeconds);
  const [first, ...others] = tooOld.map(diagnose);
  if (first) {
    throw new Violation({
      expected: `no transaction in ${where} that is open for more than ${databaseLimits.transactionSeconds} s`,
      actual: tooOld
        .map(({ by, state: now, seconds }) => `one of ${by}, ${now}, for ${Math.floor(seconds)} s`)
        .join('; '),
      cause: first.cause,
      besides: others.map(({ cause }) => cause),
      remedy: [...new Set([first, ...others].map(({ remedy }) => remedy))].join('; '),
    });
  }
  if (state.hiddenHere > 0) throw new Error(hiddenFrom(state, where));
  return { oldestTransaction: oldest ? `${oldest.seconds.toFixed(1)} s` : 'none is open' };
}

function diagnose({ by, state, pid }: Transaction) {
  const end = asAdministrator(`SELECT pg_terminate_backend(${pid})`);
  if (state === 'prepared') {
    return {
      cause: {
        id: 'transaction-left-prepared',
        of: by,
        sentence: `a transaction that ${by} prepared waits for its end, which nobody gives it: it keeps its locks even over a restart`,
      },
      remedy:
        'psql -c "SELECT gid, prepared, owner FROM pg_prepared_xacts"; then COMMIT PREPARED or ROLLBACK PREPARED its gid',
    };
  }
  if (state.startsWith('idle in transaction')) {
    return {
      cause: {
        id: 'transaction-left-open',
        of: by,
        sentence: `${by} has begun a transaction and left it open: it keeps its locks, and dead rows from being cleaned up`,
      },
      remedy: `end it: ${end}; then find who forgets to commit, and set idle_in_transaction_session_timeout`,
    };
  }
  return {
    cause: { id: 'transaction-runs-long', of: by, sentence: `${by} has been at work in one transaction all that time` },
    remedy: `ask again when it is done where that is right (a backup by pg_dump, a migration); else see what it waits for (pg_stat_activity, pg_blocking_pids(${pid})) and end it: ${end}`,
  };
}

const hiddenFrom = ({ user, hiddenHere }: DatabaseState, where: string) =>
  `The user that asks may not see the transactions of ${hiddenHere} sessions in ${where} (they are NULL without pg_read_all_stats), so nobody can tell how old they are. Grant it and ask again: ${grantOfStatistics(user)}`;
