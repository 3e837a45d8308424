import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { asAdministrator, grantOfStatistics } from './database-remedies.ts';

/** Throws a Violation where most connections are taken that the database or the server allows; an error of ours where that cannot be seen. */
export function assertConnectionsLeft(state: DatabaseState, where: string): { connections: string } {
  const reached = limitsOf(state).filter(({ allowed, taken }) => taken >= mostOf(allowed));
  const nearlyTaken = reached.filter(({ allowed, taken, hidden }) => taken - hidden >= mostOf(allowed));
  const [first, ...others] = nearlyTaken;
  if (first) {
    throw new Violation({
      expected: `less than ${percent(databaseLimits.shareOfConnections)} of the connections taken that ${namesOf(nearlyTaken)} at ${where} allows`,
      actual: nearlyTaken.map(seenOf).join('; '),
      cause: causeOf(first),
      besides: others.map(causeOf),
      remedy: `see who has them: ${whoHasThem}; then the pools of the services (CONN_MAX_AGE, pgbouncer), or more connections (max_connections, ALTER DATABASE … CONNECTION LIMIT)`,
    });
  }
  if (reached[0]) throw new Error(hiddenFrom(state, reached[0]));
  return {
    connections: limitsOf(state)
      .map(({ taken, allowed }) => `${taken} of ${allowed}`)
      .join(', '),
  };
}

const mostOf = (allowed: number) => allowed * databaseLimits.shareOfConnections;

const namesOf = (limits: readonly Limit[]) => limits.map(({ who }) => who).join(', and ');

const seenOf = ({ taken, allowed, hidden }: Limit) =>
  `${taken} of ${allowed}${hidden === 0 ? '' : `, ${hidden} of which cannot be looked into`}`;

const causeOf = ({ who, of }: Limit): Cause => ({
  id: 'connections-nearly-taken',
  of,
  sentence: `${who} has few connections left: the next release, or the next surge, will find none`,
});

type Limit = { who: string; of: string; allowed: number; taken: number; hidden: number };

function limitsOf(state: DatabaseState): Limit[] {
  const { database, allowedByDatabase, takenOfDatabase, hiddenHere } = state;
  const ofServer = {
    who: 'PostgreSQL',
    of: 'the server',
    allowed: state.allowedByServer,
    taken: state.takenOfServer,
    hidden: state.hiddenEverywhere,
  };
  if (allowedByDatabase < 0) return [ofServer];
  const who = `the database "${database}"`;
  return [{ who, of: database, allowed: allowedByDatabase, taken: takenOfDatabase, hidden: hiddenHere }, ofServer];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

const whoHasThem = asAdministrator(
  'SELECT datname, usename, application_name, state, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC',
);

/** Workers that PostgreSQL runs for a query look alike there, and take no connection. */
const hiddenFrom = ({ user }: DatabaseState, { who, allowed, taken, hidden }: Limit) =>
  `The user that asks sees ${taken} sessions of the ${allowed} that ${who} allows, and may not see of ${hidden} whether they are connections (NULL without pg_read_all_stats). Grant it and ask again: ${grantOfStatistics(user)}`;
