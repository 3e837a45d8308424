import { expect, inject, test } from 'vitest';
import { rawClient } from './test-clients/call-task.ts';
import { freshVhost, namedVhost } from './test-clients/fresh-vhost.ts';
import { closedRelay } from './test-clients/open-relay.ts';
import { runningWorker, startWorkerProcess } from './test-clients/start-worker-process.ts';

test('it waits for a broker that comes later, and comes back after a cut connection', async () => {
  const { host, port } = inject('services').rabbitmq;
  await using vhost = await freshVhost();
  await using client = await rawClient(vhost.url);
  await using relay = await closedRelay({ host, port });
  await using worker = startWorkerProcess({ url: vhost.url.replace(`:${port}/`, `:${relay.port}/`) });
  expect(await worker.logged('cannot consume yet, trying again')).toMatchObject({
    reason: expect.stringContaining('ECONNREFUSED'),
  });

  await relay.listen();
  await worker.logged('ready');
  expect(await client.call('medcor.echo', ['first'])).toMatchObject({ result: 'first' });

  relay.cut();
  await worker.logged('connection lost');
  await worker.logged('ready');
  expect(await client.call('medcor.echo', ['second'])).toMatchObject({ result: 'second' });
  expect(await client.ask('ping')).toEqual({ 'w1@test': { ok: 'pong' } });
});

test('it waits for its virtual host', async () => {
  await using vhost = namedVhost();
  await using worker = startWorkerProcess({ url: vhost.url });
  expect(await worker.logged('cannot consume yet, trying again')).toMatchObject({
    reason: expect.stringMatching(`into no virtual host "${vhost.name}"`),
  });

  await vhost.create();

  expect(await worker.logged('ready')).toMatchObject({ queues: ['celery'] });
});

test('it declares its queue again when somebody deletes it', async () => {
  await using vhost = await freshVhost();
  await using worker = await runningWorker({ url: vhost.url });
  await using client = await rawClient(vhost.url);

  await client.channel.deleteQueue('celery');
  await worker.logged('ready');

  expect(await client.call('medcor.echo', ['back'])).toMatchObject({ result: 'back' });
  // Of the connection before, nothing answers any more.
  await expect.poll(() => client.consumerCount('w1@test.celery.pidbox')).toBe(1);
});

test('it gives up on a password that the broker refuses', async () => {
  await using vhost = await freshVhost();
  const url = new URL(vhost.url);
  url.password = 'wrong';
  await using worker = startWorkerProcess({ url: url.href });

  expect(await worker.ended).toBe(1);
  expect(worker.errors()).toMatch(
    /^The broker at 127\.0\.0\.1:\d+ refuses the user "[\w-]+"\. Check CELERY_BROKER_URL\.\n$/,
  );
});
