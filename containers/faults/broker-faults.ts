import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import amqplib, { type ConfirmChannel } from 'amqplib';
import { defaultQueue, queuePromise } from '../../contract/tasks.ts';
import type { Stack } from '../stack.ts';
import {
  createUser,
  createVirtualHost,
  deleteUser,
  deleteVirtualHost,
  hasAlarm,
  setPolicy,
} from '../with-processes/administer-rabbitmq.ts';
import { endedBy, urlOf, type BrokerInHand, type Sufferer } from './inflicting.ts';

export const brokerFaults = {
  'broker-vhost-missing': async ({ deployment, rabbitmq }: Sufferer) => {
    await deleteVirtualHost(rabbitmq, virtualHostOf(deployment));
    return endedBy(() => undefined);
  },

  'memory-alarm': ({ rabbitmq }: Sufferer) =>
    alarm(rabbitmq, { command: 'set_vm_memory_high_watermark', breached: '0', usual: '0.4' }),

  // More than any disk of this world has, and RabbitMQ's own default in the end.
  'disk-alarm': ({ rabbitmq }: Sufferer) =>
    alarm(rabbitmq, { command: 'set_disk_free_limit', breached: '1000000GB', usual: '50MB' }),

  // What the worker holds is no longer waiting.
  'tasks-pile-up': ({ deployment }: Sufferer) => publishTasks(deployment, 2 * queuePromise.mostWaiting),

  // More than it has slots, and fewer than a backlog.
  'tasks-wait-for-a-stuck-pool': ({ deployment }: Sufferer) => publishTasks(deployment, 100),

  'another-virtual-host-is-down': async ({ rabbitmq }: Sufferer) => {
    const name = 'reports-of-another-team';
    await createVirtualHost(rabbitmq, name);
    // What is left when its message store fails: the virtual host is known, and nothing runs in it.
    await rabbitmq.control('eval', `rabbit_vhost_sup_sup:delete_on_all_nodes(<<"${name}">>).`);
    return endedBy(() => deleteVirtualHost(rabbitmq, name));
  },

  'guest-is-let-in': async ({ rabbitmq }: Sufferer) => {
    await createUser(rabbitmq, 'guest', 'guest');
    return endedBy(() => deleteUser(rabbitmq, 'guest'));
  },

  'dead-letters-lie-about': async ({ deployment, rabbitmq }: Sufferer) => {
    const [exchange, queue] = ['dead-letters', 'letters-to-nobody'];
    const connection = await amqplib.connect(urlOf(deployment.surfaces.broker).href, { noDelay: true });
    const channel = await connection.createConfirmChannel();
    await channel.assertExchange(exchange, 'fanout');
    await channel.assertQueue(queue, { durable: true });
    await channel.bindQueue(queue, exchange, '');
    const definition = { 'dead-letter-exchange': exchange };
    await setPolicy(rabbitmq, virtualHostOf(deployment), {
      name: 'dead',
      pattern: `^${defaultQueue}$`,
      definition,
    });
    // The policy reaches the queue a moment after it was made.
    while ((await channel.checkQueue(queue)).messageCount === 0) {
      publishTask(channel, 'medcor.of-the-next-release');
      await channel.waitForConfirms();
      await pause(50);
    }
    await connection.close();
    return endedBy(() => undefined);
  },
};

async function publishTasks({ surfaces }: Stack['deployment'], howMany: number): Promise<AsyncDisposable> {
  const connection = await amqplib.connect(urlOf(surfaces.broker).href, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  for (let count = 0; count < howMany; count += 1) publishTask(channel, 'medcor.echo');
  await channel.waitForConfirms();
  await connection.close();
  return endedBy(() => undefined);
}

/** As any client of Celery's does, and waits for no result. */
function publishTask(channel: ConfirmChannel, task: string): void {
  const id = randomUUID();
  channel.publish('', defaultQueue, Buffer.from(JSON.stringify([['a task'], {}, {}])), {
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    correlationId: id,
    headers: { task, id, ignore_result: true },
  });
}

/** The limit takes effect at once; the broker's connections hear of it a moment later. */
async function alarm(
  rabbitmq: BrokerInHand,
  { command, breached, usual }: { command: string; breached: string; usual: string },
): Promise<AsyncDisposable> {
  await rabbitmq.control(command, breached);
  while (!(await hasAlarm(rabbitmq))) await pause(20);
  return endedBy(async () => {
    await rabbitmq.control(command, usual);
    while (await hasAlarm(rabbitmq)) await pause(20);
  });
}

const virtualHostOf = ({ surfaces }: Stack['deployment']) =>
  decodeURIComponent(urlOf(surfaces.broker).pathname.slice(1));
