import { connect as connectSocket } from 'node:net';
import { connect as connectToBroker } from 'amqplib';
import { Client } from 'pg';

// A published port takes connections before the service behind it does: only an answer in its protocol says that it is there.

const patienceMs = 2000;

export async function postgresAnswers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function brokerAnswers(url: string): Promise<boolean> {
  try {
    const connection = await connectToBroker(url, { timeout: patienceMs });
    connection.on('error', () => undefined);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

export const httpAnswers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(patienceMs), headers: { connection: 'close' }, redirect: 'manual' }).then(
    async (response) => {
      await response.text();
      return true;
    },
    () => false,
  );

/** https://redis.io/docs/latest/develop/reference/protocol-spec: words on a line will do. */
export const redisAnswers = ({ host, port, password }: { host: string; port: number; password: string }) =>
  new Promise<boolean>((resolve) => {
    const socket = connectSocket(port, host);
    let said = '';
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1');
      if (said.includes('+PONG')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(said.includes('+PONG')));
  });
