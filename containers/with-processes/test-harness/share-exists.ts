import { Client } from 'pg';
import type { ServiceAddresses } from '../../stack.ts';

/** Whether the shared services still have a database and a virtual host of this name. */
export async function shareExists(
  { postgres, rabbitmq }: ServiceAddresses,
  name: string,
): Promise<{ database: boolean; virtualHost: boolean }> {
  const client = new Client({ ...postgres, database: 'postgres' });
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  await client.end();
  const credentials = Buffer.from(`${rabbitmq.user}:${rabbitmq.password}`).toString('base64');
  const { status } = await fetch(`http://${rabbitmq.host}:${rabbitmq.managementPort}/api/vhosts/${name}`, {
    headers: { authorization: `Basic ${credentials}` },
  });
  return { database: rowCount === 1, virtualHost: status === 200 };
}

/** The name that a stack has in shared services. */
export const nameOf = (databaseUrl: string): string => new URL(databaseUrl).pathname.slice(1);
