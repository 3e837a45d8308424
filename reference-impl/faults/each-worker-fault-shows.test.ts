import { expect, test } from 'vitest';
import { rawClient } from '../worker/test-clients/call-task.ts';
import { freshVhost } from '../worker/test-clients/fresh-vhost.ts';
import { runningWorker, startWorkerProcess } from '../worker/test-clients/start-worker-process.ts';

test('worker-not-consuming answers ping, has active queues no more and leaves its queue without a consumer', async () => {
  await using vhost = await freshVhost();
  await using _worker = await runningWorker({ url: vhost.url, fault: 'worker-not-consuming' });
  await using client = await rawClient(vhost.url);

  expect(await client.ask('ping')).toEqual({ 'w1@test': { ok: 'pong' } });
  expect(await client.ask('active_queues')).toEqual({ 'w1@test': [] });
  expect(await client.channel.checkQueue('celery')).toMatchObject({ consumerCount: 0 });
});

test('worker-loses-result runs and acknowledges, and nothing comes back', async () => {
  await using vhost = await freshVhost();
  await using worker = await runningWorker({ url: vhost.url, fault: 'worker-loses-result' });
  await using client = await rawClient(vhost.url);

  client.send('medcor.echo', ['lost']);
  await worker.logged('task done');

  expect(await client.ask('stats')).toMatchObject({ 'w1@test': { total: { 'medcor.echo': 1 } } });
  expect(await client.channel.checkQueue('celery')).toMatchObject({ messageCount: 0 });
  expect(client.strayResults()).toEqual([]);
});

test('task-unregistered does not know medcor.echo and still does the canary', async () => {
  await using vhost = await freshVhost();
  await using _worker = await runningWorker({ url: vhost.url, fault: 'task-unregistered' });
  await using client = await rawClient(vhost.url);

  expect(await client.call('medcor.echo', [1])).toMatchObject({ result: { exc_type: 'NotRegistered' } });
  expect(await client.call('celery.accumulate', [1])).toMatchObject({ status: 'SUCCESS', result: [1] });
  expect(await client.ask('registered', { arguments: { builtins: true } })).toEqual({
    'w1@test': ['celery.accumulate'],
  });
});

test('a fault is refused where the broker is not on loopback', async () => {
  await using worker = startWorkerProcess({ url: 'amqp://broker.example/', fault: 'task-unregistered' });

  expect(await worker.ended).toBe(1);
  expect(worker.errors()).toContain('is refused on broker.example');
});
