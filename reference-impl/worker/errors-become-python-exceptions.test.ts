import { expect, test } from 'vitest';
import { rawClient } from './test-clients/call-task.ts';
import { freshVhost } from './test-clients/fresh-vhost.ts';
import { runningWorker } from './test-clients/start-worker-process.ts';

test('what a task throws or cannot return is a failure with the exception that Python would show', async () => {
  await using vhost = await freshVhost();
  await using _worker = await runningWorker({ url: vhost.url, program: 'worker-with-test-tasks.ts' });
  await using client = await rawClient(vhost.url);

  expect(await client.call('test.raise', [])).toMatchObject({
    status: 'FAILURE',
    result: { exc_type: 'ValueError', exc_message: ['boom'], exc_module: 'builtins' },
    traceback: expect.stringMatching(/^Traceback[^]*in test\.raise\nValueError: boom\n$/),
  });
  expect(await client.call('test.raise_own', [])).toMatchObject({
    result: { exc_type: 'RuntimeError', exc_message: ['an error of ours'], exc_module: 'builtins' },
  });
  expect(await client.call('test.unserialisable', [])).toMatchObject({
    result: {
      exc_type: 'EncodeError',
      exc_message: ["TypeError('Object of type bigint is not JSON serializable')"],
      exc_module: 'kombu.exceptions',
    },
  });
});

test('a failure calls the errbacks with the id of the failed task', async () => {
  await using vhost = await freshVhost();
  await using _worker = await runningWorker({ url: vhost.url });
  await using client = await rawClient(vhost.url);
  await client.channel.assertQueue('errors');
  const errback = { task: 'any', args: ['noted'], kwargs: {}, options: { queue: 'errors' }, subtask_type: null };

  const { task_id } = await client.call('medcor.echo', [], { embed: { errbacks: [errback] } });

  const called = await client.channel.get('errors', { noAck: true });
  expect(JSON.parse(called === false ? 'null' : called.content.toString())).toEqual([
    [task_id, 'noted'],
    {},
    { callbacks: null, errbacks: null, chain: [], chord: null },
  ]);
});
