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
export async function deleteVirtualHost(rabbitmq: ManagementApi, name: string): Promise<void> {
  await ask(rabbitmq, 'DELETE', `vhosts/${encodeURIComponent(name)}`, undefined, [404]);
}

/** A user without rights on any virtual host. */
export async function createUser(rabbitmq: ManagementApi, name: string, password: string): Promise<void> {
  await ask(rabbitmq, 'PUT', `users/${encodeURIComponent(name)}`, { password, tags: '' });
}

export async function deleteUser(rabbitmq: ManagementApi, name: string): Promise<void> {
  await ask(rabbitmq, 'DELETE', `users/${encodeURIComponent(name)}`, undefined, [404]);
}

type Policy = { name: string; pattern: string; definition: object; applyTo?: 'queues' | 'all' };

/** A policy for what matches in a virtual host: its queues, unless it says otherwise. */
export const setPolicy = (rabbitmq: ManagementApi, virtualHost: string, policy: Policy): Promise<void> =>
  put(rabbitmq, 'policies', virtualHost, policy);

/** One that an operator sets over the others. */
export const setOperatorPolicy = (rabbitmq: ManagementApi, virtualHost: string, policy: Policy): Promise<void> =>
  put(rabbitmq, 'operator-policies', virtualHost, policy);

async function put(
  rabbitmq: ManagementApi,
  kind: string,
  virtualHost: string,
  { name, pattern, definition, applyTo = 'queues' }: Policy,
): Promise<void> {
  const path = `${kind}/${encodeURIComponent(virtualHost)}/${encodeURIComponent(name)}`;
  await ask(rabbitmq, 'PUT', path, { pattern, definition, 'apply-to': applyTo });
}

/** Whether the broker has run out of memory or disk space, by its own word. */
export async function hasAlarm(rabbitmq: ManagementApi): Promise<boolean> {
  const answer = await ask(rabbitmq, 'GET', 'health/checks/alarms', undefined, [503]);
  return (JSON.parse(answer) as { status: string }).status !== 'ok';
}

async function ask(
  rabbitmq: ManagementApi,
  method: string,
  path: string,
  body?: object,
  alsoFine: readonly number[] = [],
): Promise<string> {
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
  return text;
}
