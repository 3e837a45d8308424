import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { Violation } from '../../harness/violation.ts';
import { asAdministrator, grantOfStatistics } from './database-remedies.ts';

/** Throws a Violation where most connections are taken that the database or the server allows; an error of ours where that cannot be seen. */
export function assertConnectionsLeft(state: DatabaseState, where: string): { connections: string } {
  for (const { who, allowed, taken, hidden } of limitsOf(state)) {
    const most = allowed * databaseLimits.shareOfConnections;
    if (taken < most) continue;
    if (taken - hidden < most) throw new Error(hiddenFrom(state, { who, allowed, taken, hidden }));
    throw new Violation({
      expected: `less than ${percent(databaseLimits.shareOfConnections)} of the connections taken that ${who} at ${where} allows`,
      actual: `${taken} of ${allowed}${hidden === 0 ? '' : `, ${hidden} of which cannot be looked into`}`,
      cause: {
        id: 'connections-nearly-taken',
        sentence: `${who} has few connections left: the next release, or the next surge, will find none`,
      },
      remedy: `see who has them: ${whoHasThem}; then the pools of the services (CONN_MAX_AGE, pgbouncer), or more connections (max_connections, ALTER DATABASE … CONNECTION LIMIT)`,
    });
  }
  return {
    connections: limitsOf(state)
      .map(({ taken, allowed }) => `${taken} of ${allowed}`)
      .join(', '),
  };
}

type Limit = { who: string; allowed: number; taken: number; hidden: number };

function limitsOf(state: DatabaseState): Limit[] {
  const { database, allowedByDatabase, takenOfDatabase, hiddenHere } = state;
  const ofServer = {
    who: 'PostgreSQL',
    allowed: state.allowedByServer,
    taken: state.takenOfServer,
    hidden: state.hiddenEverywhere,
  };
  if (allowedByDatabase < 0) return [ofServer];
  const who = `the database "${database}"`;
  return [{ who, allowed: allowedByDatabase, taken: takenOfDatabase, hidden: hiddenHere }, ofServer];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

const whoHasThem = asAdministrator(
  'SELECT datname, usename, application_name, state, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC',
);

/** Workers that PostgreSQL runs for a query look alike there, and take no connection. */
const hiddenFrom = ({ user }: DatabaseState, { who, allowed, taken, hidden }: Limit) =>
  `The user that asks sees ${taken} sessions of the ${allowed} that ${who} allows, and may not see of ${hidden} whether they are connections (NULL without pg_read_all_stats). Grant it and ask again: ${grantOfStatistics(user)}`;
