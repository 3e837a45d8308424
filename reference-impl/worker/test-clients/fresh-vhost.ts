import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** A virtual host of this test's own on the shared RabbitMQ; gone at the end. */
export type Vhost = AsyncDisposable & {
  name: string;
  url: string;
  create(): Promise<void>;
  /** Sends what a queue rejects to the queue `dead`, by policy, so that the worker's own declaration stays as it is. */
  catchRejected(queue: string): Promise<void>;
};

export async function freshVhost(): Promise<Vhost> {
  const vhost = namedVhost();
  await vhost.create();
  return vhost;
}

/** The same, not created yet. */
export function namedVhost(): Vhost {
  const { host, port, managementPort, user, password } = inject('services').rabbitmq;
  const name = `worker-${randomBytes(4).toString('hex')}`;
  const manage = async (method: 'PUT' | 'DELETE', path: string, body: object = {}): Promise<void> => {
    const response = await fetch(`http://${host}:${managementPort}/api/${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${user}:${password}`)}`, 'content-type': 'application/json' },
      ...(method === 'PUT' ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`RabbitMQ answered ${method} ${path} with ${response.status}.`);
  };
  return {
    name,
    url: `amqp://${user}:${password}@${host}:${port}/${name}`,
    async create() {
      await manage('PUT', `vhosts/${name}`);
      await manage('PUT', `permissions/${name}/${user}`, { configure: '.*', write: '.*', read: '.*' });
    },
    catchRejected: (queue) =>
      manage('PUT', `policies/${name}/rejected`, {
        pattern: `^${queue}$`,
        definition: { 'dead-letter-exchange': '', 'dead-letter-routing-key': 'dead' },
        'apply-to': 'queues',
      }),
    [Symbol.asyncDispose]: () => manage('DELETE', `vhosts/${name}`).catch(() => undefined),
  };
}
