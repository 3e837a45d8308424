import type { ChannelModel } from 'amqplib';
import { dependencyDeadlineMs } from '../../contract/health.ts';

export type Broker = { ask: () => Promise<void>; end: () => Promise<void> };

/**
 * One AMQP connection, made when first asked and again after it was lost. `ask` opens and closes a channel: a round trip that
 * leaves nothing behind and needs no queue.
 */
export function openBroker(url: string, connectionName: string): Broker {
  let connection: Promise<ChannelModel> | undefined;

  const connect = async (): Promise<ChannelModel> => {
    const { default: amqplib } = await import('amqplib');
    const model = await amqplib.connect(withHeartbeat(url), {
      noDelay: true,
      timeout: dependencyDeadlineMs,
      clientProperties: { connection_name: connectionName },
    });
    // An error is always followed by close; without a listener it would end the program.
    model.on('error', () => {});
    model.on('close', () => (connection = undefined));
    return model;
  };

  return {
    async ask() {
      connection ??= connect();
      const model = await connection.catch((error: unknown) => {
        connection = undefined;
        throw error;
      });
      const channel = await model.createChannel();
      channel.on('error', () => {});
      await channel.close();
    },
    async end() {
      const model = await connection?.catch(() => undefined);
      await model?.close();
    },
  };
}

// A broker that stopped answering without a word is noticed after two missed heartbeats, and the connection made anew.
function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', '5');
  return address.href;
}
