import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation } from '../../harness/violation.ts';
import { asAdministrator, identifier } from './database-remedies.ts';

/** Throws a Violation where the services cannot write to the database; an error of ours where that shows for the user that asks alone. */
export function assertWritable(state: DatabaseState, where: string): { postgresql: string } {
  const { inRecovery, readOnly, version } = state;
  const expected = `a database at ${where} that takes writes`;
  if (inRecovery) {
    throw new Violation({
      expected,
      actual: 'pg_is_in_recovery() is true',
      cause: {
        id: 'in-recovery',
        sentence: `PostgreSQL at ${where} is a standby, or still recovers what it had: it takes no writes until it is promoted or done`,
      },
      remedy:
        'compare DATABASE_URL of the services with the address of the primary; docker-compose logs --tail=50 db; where this one shall take over: psql -c "SELECT pg_promote()"',
    });
  }
  if (!readOnly) return { postgresql: version };
  const setting = settingOf(state);
  if (setting === undefined) throw new Error(onlyForUs(state, where));
  throw new Violation({
    expected,
    actual: `default_transaction_read_only is on, set for ${setting.what}`,
    cause: {
      id: 'database-read-only',
      sentence: `${setting.what} has been told to take no writes, as some hosts do when a disk is nearly full`,
    },
    remedy: `look for the reason first (df -h; the messages of whoever hosts it), then: ${setting.reset}`,
  });
}

/** What is read-only for the services too, and how to undo it; undefined where only the user that asks is known to be. */
function settingOf({ readOnlyBy, database, user, othersOfUser }: DatabaseState) {
  if (readOnlyBy === 'database') {
    return { what: `the database "${database}"`, reset: altered(`DATABASE ${identifier(database)}`) };
  }
  if (!ofUserAlone.has(readOnlyBy)) {
    const reset = `${asAdministrator('ALTER SYSTEM RESET default_transaction_read_only')} -c 'SELECT pg_reload_conf()'`;
    return { what: `all of PostgreSQL (${readOnlyBy})`, reset };
  }
  return readOnlyBy !== 'client' && othersOfUser > 0
    ? { what: `the user "${user}", as whom services are connected,`, reset: altered(`ROLE ${identifier(user)}`) }
    : undefined;
}

/** Where a setting stands that others need not have (pg_settings.source). */
const ofUserAlone: ReadonlySet<string> = new Set(['user', 'database user', 'client']);

const altered = (whose: string) => asAdministrator(`ALTER ${whose} RESET default_transaction_read_only`);

const onlyForUs = ({ user }: DatabaseState, where: string) =>
  `The user ${quoteForShell(user)} is allowed to read only (default_transaction_read_only), and no service is connected to ${where} as the same: so nobody can tell from here whether the services can write. Give the address that they use, or accept this check as unproven.`;
