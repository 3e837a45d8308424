import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { databaseLimits, migrations } from '../../contract/database.ts';
import type { Stack } from '../stack.ts';
import { allowConnections } from '../with-processes/administer-postgres.ts';
import { endedBy, urlOf } from './inflicting.ts';
import { openStandingReplica } from './standing-replica.ts';

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

  'transaction-left-open': async ({ deployment }: Deployed) => {
    const client = await connected(urlOf(deployment.surfaces.database));
    await client.query('BEGIN');
    await client.query('SELECT count(*) FROM appointments');
    while (!(await hasBeenOpenTooLong(client))) await pause(500);
    return endedBy(() => client.end());
  },

  'replica-falls-behind': async ({ deployment }: Deployed) => {
    const url = urlOf(deployment.surfaces.database);
    const replica = await openStandingReplica(url);
    await inDatabase(url, async (client) => {
      // The segments need not be filled for it to be behind by them.
      await client.query('ALTER SYSTEM SET wal_init_zero = off');
      await client.query('SELECT pg_reload_conf()');
      const segments = Math.ceil(databaseLimits.replicaBehindBytes / bytesOfSegment) + 1;
      for (let segment = 0; segment < segments; segment += 1) await client.query(fillSegment);
    });
    return replica;
  },

  'rows-are-not-frozen': async ({ deployment }: Deployed) => {
    await inDatabase(urlOf(deployment.surfaces.database), (client) =>
      // So many transactions would take a day; numbers of transactions go round at 2^32.
      client.query(
        `UPDATE pg_database SET datfrozenxid = (mod(txid_current() - 1700000000 + 4294967296, 4294967296))::text::xid
         WHERE datname = current_database()`,
      ),
    );
    return endedBy(() => {});
  },
};

async function hasBeenOpenTooLong(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ seconds: number }>(
    'SELECT extract(epoch FROM clock_timestamp() - now())::float8 AS seconds',
  );
  return (rows[0]?.seconds ?? 0) > databaseLimits.transactionSeconds;
}

const bytesOfSegment = 16 * 1024 * 1024;
const fillSegment = "SELECT pg_logical_emit_message(false, 'a', 'b'), pg_switch_wal()";

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
