import { connect } from 'amqplib';
import type { Traces } from './database-traces.ts';

type Listed = Record<string, unknown> & { name?: string; vhost?: string };

/** What a listing of the management plugin calls things by, and what of it stays the same while nobody changes anything. */
const listings: Readonly<Record<string, { by: readonly string[]; state: readonly string[] }>> = {
  vhosts: { by: ['name'], state: ['tags', 'default_queue_type', 'tracing'] },
  users: { by: ['name'], state: ['tags', 'password_hash'] },
  permissions: { by: ['vhost', 'user'], state: ['configure', 'write', 'read'] },
  'topic-permissions': { by: ['vhost', 'user', 'exchange'], state: ['write', 'read'] },
  exchanges: { by: ['vhost', 'name'], state: ['type', 'durable', 'auto_delete', 'arguments', 'policy'] },
  queues: { by: ['vhost', 'name'], state: ['type', 'durable', 'auto_delete', 'exclusive', 'arguments', 'policy'] },
  bindings: { by: ['vhost', 'source', 'destination', 'properties_key'], state: ['destination_type', 'arguments'] },
  policies: { by: ['vhost', 'name'], state: ['pattern', 'definition', 'priority', 'apply-to'] },
  'operator-policies': { by: ['vhost', 'name'], state: ['pattern', 'definition'] },
  parameters: { by: ['vhost', 'component', 'name'], state: ['value'] },
  'global-parameters': { by: ['name'], state: ['value'] },
};

/** All that a broker holds, of every virtual host, and how many messages wait in each queue of this one. */
export async function brokerTraces(broker: string, management: string): Promise<Traces> {
  const traces: Traces = {};
  for (const [listing, { by, state }] of Object.entries(listings)) {
    for (const listed of await list(management, listing)) {
      traces[`${listing} ${by.map((field) => listed[field]).join(' ')}`] = JSON.stringify(
        state.map((field) => listed[field] ?? null),
      );
    }
  }
  const virtualHost = decodeURIComponent(new URL(broker).pathname.slice(1));
  const own = (await list(management, 'queues')).filter(({ vhost }) => vhost === virtualHost);
  for (const { name = '', exclusive } of own) {
    if (exclusive !== true) traces[`messages in ${name}`] = await waitingIn(name, broker);
  }
  return traces;
}

async function list(management: string, listing: string): Promise<Listed[]> {
  const { origin, username, password } = new URL(management);
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const answer = await fetch(`${origin}/api/${listing}`, { headers: { authorization: `Basic ${credentials}` } });
  if (!answer.ok) throw new Error(`${listing} could not be listed: ${answer.status}`);
  return (await answer.json()) as Listed[];
}

/** As the queue itself counts: what the management plugin says is some seconds old. */
async function waitingIn(queue: string, broker: string): Promise<string> {
  const connection = await connect(broker, { noDelay: true });
  try {
    const channel = await connection.createChannel();
    const { messageCount } = await channel.checkQueue(queue);
    return String(messageCount);
  } finally {
    await connection.close();
  }
}
