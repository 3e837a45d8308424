import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation } from '../../harness/violation.ts';
import { asAdministrator } from './database-remedies.ts';

/** Where numbers of transactions meet those still in use (https://www.postgresql.org/docs/current/routine-vacuuming.html). */
const wrapAround = 2 ** 31;

/** Throws a Violation where so many transactions have passed since rows were frozen that PostgreSQL will soon take no writes. */
export function assertFarFromWrapAround(
  { oldestTransaction, oldestIn }: DatabaseState,
  where: string,
): { wrapAround: string } {
  const most = databaseLimits.oldestTransaction;
  if (oldestTransaction < most) {
    return { wrapAround: `${Math.round((100 * oldestTransaction) / wrapAround)} % of the way` };
  }
  throw new Violation({
    expected: `less than ${most} transactions since the oldest row of any database at ${where} was frozen`,
    actual: `${oldestTransaction} in the database "${oldestIn}", with ${wrapAround - oldestTransaction} to go`,
    cause: {
      id: 'wrap-around-near',
      sentence: `PostgreSQL has not frozen the rows of "${oldestIn}" for so long that it will take no more writes when the rest of the numbers of transactions is used up`,
    },
    remedy: `psql -d ${quoteForShell(oldestIn)} -c 'VACUUM (FREEZE, VERBOSE)'; and end what keeps it from freezing: old transactions, prepared ones, replication slots (${asAdministrator('SELECT slot_name, xmin, catalog_xmin, active FROM pg_replication_slots')})`,
  });
}
