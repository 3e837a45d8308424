import { expect, test } from 'vitest';
import { rawClient } from './test-clients/call-task.ts';
import { freshVhost } from './test-clients/fresh-vhost.ts';
import { runningWorker } from './test-clients/start-worker-process.ts';

const program = 'worker-with-test-tasks.ts';

test('a task that was running when its worker was killed is delivered again', async () => {
  await using vhost = await freshVhost();
  await using client = await rawClient(vhost.url);
  await using first = await runningWorker({ url: vhost.url, name: 'w1@test', program });
  const id = client.send('test.hold', []);
  await first.logged('holding');
  expect(await client.ask('active')).toMatchObject({ 'w1@test': [{ id, acknowledged: false }] });

  first.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  await using second = await runningWorker({ url: vhost.url, name: 'w2@test', program });

  await second.logged('holding');
  expect(await client.ask('active', { pattern: 'w2@*' })).toMatchObject({
    'w2@test': [{ id, delivery_info: { redelivered: true } }],
  });
});

test('a task that waits for its time goes to another worker', async () => {
  await using vhost = await freshVhost();
  await using client = await rawClient(vhost.url);
  await using first = await runningWorker({ url: vhost.url, name: 'w1@test' });
  const id = client.send('medcor.echo', ['later'], { headers: { eta: '2999-01-01T00:00:00+00:00' } });
  // Delivered after it, so it is held once this one is answered.
  await client.call('medcor.echo', ['now']);
  expect(await client.ask('scheduled')).toMatchObject({
    'w1@test': [{ eta: '2999-01-01T00:00:00.000Z', request: { id, time_start: null } }],
  });
  expect(await client.ask('stats')).toMatchObject({ 'w1@test': { prefetch_count: 9 } });

  first.kill('SIGKILL');
  await first.ended;
  await using _second = await runningWorker({ url: vhost.url, name: 'w2@test' });
  await client.call('medcor.echo', ['now']);

  expect(await client.ask('scheduled', { pattern: 'w2@*' })).toMatchObject({ 'w2@test': [{ request: { id } }] });
});

test('SIGTERM lets the running task finish and gives back the others', async () => {
  await using vhost = await freshVhost();
  await using client = await rawClient(vhost.url);
  await using worker = await runningWorker({ url: vhost.url, concurrency: 1, program });
  const answer = client.call('test.take_a_moment', []);
  client.send('medcor.echo', ['not begun']);
  await worker.logged('taking a moment');

  worker.kill('SIGTERM');

  expect(await answer).toMatchObject({ status: 'SUCCESS', result: 'done' });
  expect(await worker.ended).toBe(0);
  expect(await client.channel.checkQueue('celery')).toMatchObject({ messageCount: 1, consumerCount: 0 });
});

test('remote control can shut it down, and it takes leave', async () => {
  await using vhost = await freshVhost();
  await using client = await rawClient(vhost.url);
  await using worker = await runningWorker({ url: vhost.url });
  const { queue } = await client.channel.assertQueue('', { exclusive: true });
  await client.channel.bindQueue(queue, 'celeryev', 'worker.offline');

  client.channel.publish('celery.pidbox', '', Buffer.from('{"method": "shutdown", "arguments": {}}'));

  expect(await worker.ended).toBe(0);
  const farewell = await client.channel.get(queue, { noAck: true });
  expect(JSON.parse(farewell === false ? 'null' : farewell.content.toString())).toMatchObject({
    type: 'worker-offline',
    hostname: 'w1@test',
  });
});
