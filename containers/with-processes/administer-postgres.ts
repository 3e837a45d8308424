import { Client, escapeIdentifier } from 'pg';
import type { ServiceAddresses } from '../stack.ts';

/** One statement as the user who may do all, on the database that is always there. */
async function administer(
  postgres: ServiceAddresses['postgres'],
  statement: string,
  values?: unknown[],
): Promise<void> {
  const client = new Client({
    ...postgres,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
    query_timeout: 20_000,
  });
  // A server that ends meanwhile is told by the query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement, values);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Empty, or a copy of a template that nobody is connected to. */
export const createDatabase = (
  postgres: ServiceAddresses['postgres'],
  name: string,
  template?: string,
): Promise<void> =>
  administer(
    postgres,
    // Without syncs a copy of the files costs less than a log of every page.
    `CREATE DATABASE ${escapeIdentifier(name)}${template === undefined ? '' : ` TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`}`,
  );

/** Also while somebody is connected. */
export const dropDatabase = (postgres: ServiceAddresses['postgres'], name: string): Promise<void> =>
  administer(postgres, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);

/** From now on nobody gets in (or everybody again); those who are in are thrown out. */
export async function allowConnections(
  postgres: ServiceAddresses['postgres'],
  name: string,
  allow: boolean,
): Promise<void> {
  await administer(postgres, `ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS ${allow}`);
  if (!allow) {
    await administer(postgres, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  }
}
