import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { migrations } from '../../contract/database.ts';
import { isOutOfReach } from './open-database.ts';

const patienceMs = 30_000;
const pauseMs = 50;

/**
 * Brings the tables up to date, all or nothing, one program at a time (advisory lock). Waits up to 30 s for a PostgreSQL that is
 * still starting; rejects after that, and at once where waiting cannot help.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const { runner } = await import('node-pg-migrate');
  const client = await connectedWithin(databaseUrl, patienceMs);
  try {
    await runner({
      dbClient: client,
      dir: new URL('migrations', import.meta.url).pathname,
      migrationsTable: migrations.table,
      direction: 'up',
      advisoryLockMode: 'wait',
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
  } finally {
    await client.end();
  }
}

async function connectedWithin(databaseUrl: string, forMs: number): Promise<Client> {
  const until = performance.now() + forMs;
  for (;;) {
    const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (!isOutOfReach(error) || performance.now() > until) throw error;
      await pause(pauseMs);
    }
  }
}
