import amqplib, { type ChannelModel } from 'amqplib';
import type { BrokerAddress } from './broker-address.ts';

/** The broker will not have this user, however often it is asked. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}

/** Opens one connection. Rejects with AccessRefused, or with what amqplib says. */
export async function connectToBroker(broker: BrokerAddress, connectionName: string): Promise<ChannelModel> {
  const { secure, hostname, port, username, password, vhost } = broker;
  try {
    return await amqplib.connect(
      // RabbitMQ's own suggestion for a heartbeat, which Celery takes.
      { protocol: secure ? 'amqps' : 'amqp', hostname, port, username, password, vhost, heartbeat: 60 },
      {
        // Without it Nagle's algorithm and delayed acknowledgements cost 44 ms a task.
        noDelay: true,
        timeout: 10_000,
        clientProperties: { connection_name: connectionName },
      },
    );
  } catch (cause) {
    // amqplib knows no code for it: the broker closes where it should have opened the virtual host.
    if (String(cause).includes('Expected ConnectionOpenOk')) {
      throw new Error(`The broker at ${hostname}:${port} lets "${username}" into no virtual host "${vhost}".`, {
        cause,
      });
    }
    if (!String(cause).includes('ACCESS_REFUSED')) throw cause;
    throw new AccessRefused(
      `The broker at ${hostname}:${port} refuses the user "${username}". Check CELERY_BROKER_URL.`,
      { cause },
    );
  }
}
