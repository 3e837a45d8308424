import type { ServiceAddresses } from '../stack.ts';

export type ManagementApi = Pick<ServiceAddresses['rabbitmq'], 'host' | 'managementPort' | 'user' | 'password'>;

export async function createVirtualHost(rabbitmq: ManagementApi, name: string): Promise<void> {
  await ask(rabbitmq, 'PUT', `vhosts/${encodeURIComponent(name)}`, {});
  await ask(rabbitmq, 'PUT', `permissions/${encodeURIComponent(name)}/${encodeURIComponent(rabbitmq.user)}`, {
    configure: '.*',
    write: '.*',
    read: '.*',
  });
}

/** With all its queues and connections. One that is gone already is fine. */
export const deleteVirtualHost = (rabbitmq: ManagementApi, name: string): Promise<void> =>
  ask(rabbitmq, 'DELETE', `vhosts/${encodeURIComponent(name)}`, undefined, [404]);

async function ask(
  rabbitmq: ManagementApi,
  method: string,
  path: string,
  body?: object,
  alsoFine: readonly number[] = [],
): Promise<void> {
  const url = `http://${rabbitmq.host}:${rabbitmq.managementPort}/api/${path}`;
  const credentials = Buffer.from(`${rabbitmq.user}:${rabbitmq.password}`).toString('base64');
  const response = await fetch(url, {
    method,
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json', connection: 'close' },
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok && !alsoFine.includes(response.status)) {
    throw new Error(
      `RabbitMQ's management API answered ${method} ${url} with ${response.status}: ${text.slice(0, 200)}`,
    );
  }
}
