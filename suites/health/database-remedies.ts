import { quoteForShell } from '../../harness/quote-for-shell.ts';

/** A statement as a person enters it who may do all. */
export const asAdministrator = (statement: string): string => `psql -d postgres -c ${quoteForShell(statement)}`;

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What a monitoring user needs to see the sessions of others (https://www.postgresql.org/docs/current/predefined-roles.html). */
export const grantOfStatistics = (user: string): string =>
  asAdministrator(`GRANT pg_read_all_stats TO ${identifier(user)}`);
