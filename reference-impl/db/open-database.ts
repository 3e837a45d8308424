import { Pool } from 'pg';
import { dependencyDeadlineMs } from '../../contract/health.ts';

export type Database = Pool;

/** A pool of at most ten connections; made without connecting. */
export function openDatabase(url: string, applicationName: string): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: 10,
    connectionTimeoutMillis: dependencyDeadlineMs,
    query_timeout: 5000,
    keepAlive: true,
  });
  // An idle connection that PostgreSQL ends is reported here; the pool makes a new one when it is needed.
  pool.on('error', () => {});
  return pool;
}

/** Asks for a table and not for `1`: a database without our tables serves nobody. */
export const askDatabase = async (database: Database): Promise<void> => {
  await database.query('select id from tenants limit 1');
};

/** Whether a query failed because PostgreSQL could not be reached or accepts nobody, and may succeed later. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/timeout|Connection terminated/i.test(error.message)) return true;
  return 'code' in error && outOfReach.test(String(error.code));
}

// SQLSTATE classes 08 connection, 53 resources, 57 operator intervention; 55000 a database that accepts no connections;
// 42P01 tables that the API is about to make.
const outOfReach = /^(08...|53...|57...|55000|42P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
