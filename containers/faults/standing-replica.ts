import { Client } from 'pg';
import { endedBy } from './inflicting.ts';

/** What the driver knows of a stream of replication, and does not declare. */
type Replicating = {
  connection: { sendCopyFromChunk: (chunk: Buffer) => void; stream: { pause: () => void; destroy: () => void } };
};

/** PostgreSQL lets go of a replica that says nothing for a minute (wal_sender_timeout). */
const sayEveryMs = 10_000;

/** A replica that is connected, says that it lives, and takes nothing of what is written from now on. */
export async function openStandingReplica(url: URL): Promise<AsyncDisposable> {
  const replicating = { connectionString: url.href, application_name: 'a-replica', replication: 'true' };
  const client = new Client(replicating);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ xlogpos: string }>('IDENTIFY_SYSTEM');
  const position = rows[0]?.xlogpos ?? '0/0';
  const { connection } = client as unknown as Replicating;
  // It ends with the connection.
  client.query(`START_REPLICATION PHYSICAL ${position}`).catch(() => {});
  connection.stream.pause();
  const say = () => connection.sendCopyFromChunk(statusAt(position));
  // PostgreSQL reads it once it has begun to send.
  say();
  const saying = setInterval(say, sayEveryMs);
  return endedBy(() => {
    clearInterval(saying);
    // Who does not read hears no farewell.
    connection.stream.destroy();
  });
}

/** "Standby status update" (https://www.postgresql.org/docs/current/protocol-replication.html): written, flushed and applied up to here. */
function statusAt(position: string): Buffer {
  const [high = '0', low = '0'] = position.split('/');
  const at = (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
  const status = Buffer.alloc(34);
  status.write('r');
  for (const offset of [1, 9, 17]) status.writeBigUInt64BE(at, offset);
  return status;
}
