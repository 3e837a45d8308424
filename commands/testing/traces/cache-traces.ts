import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import type { Traces } from './database-traces.ts';

/** What every server keeps of a command itself, whoever asks. */
const settings = ['CONFIG GET *', 'ACL LIST', 'FUNCTION LIST', 'PUBSUB CHANNELS'];

/** Every key of every database, with its value (its dump) and the moment at which it ends, but keys that match `aside`; and what is set. */
export async function cacheTraces(url: string, { aside }: { aside: RegExp }): Promise<Traces> {
  const client = createClient({ url });
  await client.connect();
  try {
    const traces: Traces = {};
    for (const command of settings) {
      traces[command] = hashOf(JSON.stringify(await client.sendCommand(command.split(' '))));
    }
    const used = [...(await client.info('keyspace')).matchAll(/^db(\d+):/gm)].map(([, number]) => Number(number));
    for (const database of used) {
      await client.select(database);
      for await (const keys of client.scanIterator({ COUNT: 1000 })) {
        for (const key of keys.filter((each) => !aside.test(each))) {
          traces[`key ${key} of database ${database}`] = await stateOf(
            { sendCommand: (words) => client.sendCommand(words) },
            key,
          );
        }
      }
    }
    return traces;
  } finally {
    await client.close();
  }
}

type Sending = { sendCommand: (words: string[]) => Promise<unknown> };

async function stateOf({ sendCommand }: Sending, key: string): Promise<string> {
  const dump = await sendCommand(['DUMP', key]);
  // The moment, not what is left of it, which is another one each time.
  const endsAt = await sendCommand(['PEXPIRETIME', key]);
  return `${hashOf(String(dump))} until ${String(endsAt)}`;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
