import { Client, escapeIdentifier } from 'pg';
import { migrations } from '../../contract/database.ts';
import type { Stack } from '../stack.ts';
import { allowConnections } from '../with-processes/administer-postgres.ts';
import { endedBy, urlOf } from './inflicting.ts';

type Deployed = Pick<Stack, 'deployment'>;

export const databaseFaults = {
  'database-refuses-connections': async ({ deployment }: Deployed) => {
    const url = urlOf(deployment.surfaces.database);
    const server = {
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
    const name = nameIn(url);
    await allowConnections(server, name, false);
    return endedBy(() => allowConnections(server, name, true));
  },

  'database-is-read-only': async ({ deployment }: Deployed) => {
    const url = urlOf(deployment.surfaces.database);
    const name = escapeIdentifier(nameIn(url));
    await inDatabase(url, async (client) => {
      await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      // The setting is for sessions that begin.
      await client.query(othersOut);
    });
    return endedBy(() => {});
  },

  'migration-missing': async ({ deployment }: Deployed) => {
    await inDatabase(urlOf(deployment.surfaces.database), (client) =>
      client.query(`DELETE FROM ${migrations.table} WHERE name = $1`, [migrations.newest]),
    );
    return endedBy(() => {});
  },

  'database-connections-nearly-taken': async ({ deployment }: Deployed) => {
    const url = urlOf(deployment.surfaces.database);
    const clients = await Promise.all(Array.from({ length: 16 }, () => connected(url)));
    await clients[0]?.query(`ALTER DATABASE ${escapeIdentifier(nameIn(url))} CONNECTION LIMIT 20`);
    return endedBy(async () => {
      await Promise.all(clients.map((client) => client.end()));
    });
  },
};

const nameIn = (url: URL): string => decodeURIComponent(url.pathname.slice(1));

const othersOut =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

async function inDatabase(url: URL, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = await connected(url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function connected(url: URL): Promise<Client> {
  const client = new Client({ connectionString: url.href, application_name: 'a-batch-job' });
  // A database that is dropped throws out whoever is in it.
  client.on('error', () => {});
  await client.connect();
  return client;
}
