import type { ConsumeMessage, Options } from 'amqplib';
import { expect, test } from 'vitest';
import { rawClient, type RawClient } from './test-clients/call-task.ts';
import { freshVhost } from './test-clients/fresh-vhost.ts';
import { runningWorker } from './test-clients/start-worker-process.ts';

const json = { contentType: 'application/json', contentEncoding: 'utf-8' };
const call = { task: 'medcor.echo', id: 'an-id' };

/** Messages that end a Celery worker, or that it turns away. */
const rejected: Record<string, [body: string, options: Options.Publish]> = {
  'no id': ['[[1], {}, {}]', { ...json, headers: { task: 'medcor.echo' } }],
  'no content type': ['[[1], {}, {}]', { headers: call }],
  pickle: ['(lp0', { contentType: 'application/x-python-serialize', contentEncoding: 'binary', headers: call }],
  'two parts': ['[[1], {}]', { ...json, headers: call }],
  'four parts': ['[[1], {}, {}, {}]', { ...json, headers: call }],
  null: ['null', { ...json, headers: call }],
  'null without headers': ['null', json],
  'an object that is no task': ['{"a": 1}', json],
  'arguments that are no list': ['["ab", {}, {}]', { ...json, headers: call }],
  'keyword arguments that are no object': ['[[], [1], {}]', { ...json, headers: call }],
  'an eta that is no time': ['[[1], {}, {}]', { ...json, headers: { ...call, eta: 'tomorrow' } }],
  'an expiry that is no time': ['[[1], {}, {}]', { ...json, headers: { ...call, expires: '2026-13-45T00:00:00' } }],
  'a task that is a number': ['[[1], {}, {}]', { ...json, headers: { task: 7, id: 'x' } }],
  'a task named like a property of every object': [
    '[[1], {}, {}]',
    { ...json, headers: { task: 'constructor', id: 'x' } },
  ],
  'a chord': ['[[1], {}, {"chord": {"task": "t"}}]', { ...json, headers: call }],
  'a callback that is a group': [
    '[[1], {}, {"callbacks": [{"task": "celery.group", "subtask_type": "group"}]}]',
    { ...json, headers: call },
  ],
  'an unknown compression': ['[[1], {}, {}]', { ...json, headers: { ...call, compression: 'application/x-bz2' } }],
};

/** Messages that Celery acknowledges and forgets, because they cannot be decoded. */
const dropped: typeof rejected = {
  'no JSON in a task': ['{"', { ...json, headers: call }],
  'no JSON at all': ['hello', json],
  'a text': ['hello', { contentType: 'text/plain', contentEncoding: 'utf-8' }],
  nothing: ['', json],
  'brackets without end': ['['.repeat(200_000), { ...json, headers: call }],
};

test('no message ends the worker or comes back for ever', async () => {
  await using vhost = await freshVhost();
  await vhost.catchRejected('celery');
  await using worker = await runningWorker({ url: vhost.url });
  await using client = await rawClient(vhost.url);
  await client.channel.assertQueue('dead');

  for (const [messageId, [body, options]] of Object.entries({ ...dropped, ...rejected })) {
    client.channel.publish('', 'celery', Buffer.from(body), { ...options, messageId });
  }

  expect(await client.call('medcor.echo', ['still alive'])).toMatchObject({ status: 'SUCCESS', result: 'still alive' });
  expect(await takeMessages(client, 'dead', Object.keys(rejected).length)).toEqual(Object.keys(rejected));
  expect(await client.channel.checkQueue('dead')).toMatchObject({ messageCount: 0 });
  expect(await client.channel.checkQueue('celery')).toMatchObject({ messageCount: 0 });
  const failures = worker.log().filter((line) => String(line['msg']).startsWith('message '));
  expect(failures).toHaveLength(Object.keys(rejected).length + Object.keys(dropped).length);
});

test.each<[what: string, publish: (client: RawClient, replyTo: string) => void, result: unknown]>([
  [
    'protocol 1',
    ({ channel }, replyTo) =>
      channel.sendToQueue('celery', Buffer.from('{"task": "medcor.echo", "id": "v1", "args": ["old"], "kwargs": {}}'), {
        ...json,
        correlationId: 'v1',
        replyTo,
      }),
    { task_id: 'v1', status: 'SUCCESS', result: 'old' },
  ],
  [
    'as little as Celery accepts',
    ({ channel }, replyTo) =>
      channel.sendToQueue('celery', Buffer.from('[["bare"], {}, null]'), { ...json, headers: call, replyTo }),
    { task_id: 'an-id', status: 'SUCCESS', result: 'bare' },
  ],
  [
    'an id that is a number',
    ({ channel }, replyTo) =>
      channel.sendToQueue('celery', Buffer.from('[["n"], {}, {}]'), { ...json, headers: { ...call, id: 42 }, replyTo }),
    { task_id: 42, status: 'SUCCESS', result: 'n' },
  ],
  [
    'an eta far away and an expiry in the past',
    ({ channel }, replyTo) =>
      channel.sendToQueue('celery', Buffer.from('[["n"], {}, {}]'), {
        ...json,
        headers: { ...call, eta: '2999-01-01T00:00:00Z', expires: '2020-01-01T00:00:00+02:00' },
        replyTo,
      }),
    { task_id: 'an-id', status: 'REVOKED', result: { exc_type: 'TaskRevokedError', exc_message: ['expired'] } },
  ],
])('accepts %s', async (_what, publish, result) => {
  await using vhost = await freshVhost();
  await using _worker = await runningWorker({ url: vhost.url });
  await using client = await rawClient(vhost.url);
  await client.channel.assertQueue('answers');

  publish(client, 'answers');

  const { promise, resolve } = Promise.withResolvers<ConsumeMessage | null>();
  await client.channel.consume('answers', resolve, { noAck: true });
  const answer = await promise;
  expect(JSON.parse(answer?.content.toString() ?? 'null')).toMatchObject(result as object);
});

/** The ids of the next so many messages. */
async function takeMessages({ channel }: RawClient, queue: string, count: number): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const ids: string[] = [];
  await channel.consume(
    queue,
    (message) => {
      ids.push(String(message?.properties.messageId));
      if (ids.length === count) resolve(ids);
    },
    { noAck: true },
  );
  return promise;
}
