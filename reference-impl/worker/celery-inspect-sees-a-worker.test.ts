import { describe, expect, test } from 'vitest';
import { freshVhost } from './test-clients/fresh-vhost.ts';
import { celeryVersions, runCelery, runPythonClient } from './test-clients/run-python-client.ts';
import { runningWorker } from './test-clients/start-worker-process.ts';

const node = 'w1@test';

describe.each(celeryVersions)('celery $version', ({ python }) => {
  test('inspects it by remote control', async () => {
    await using vhost = await freshVhost();
    await using _worker = await runningWorker({ url: vhost.url, name: node, queues: 'celery,reports' });

    const replies = (await runPythonClient(python, 'inspect_worker.py', vhost.url)) as Record<string, unknown>;

    const pong = { [node]: { ok: 'pong' } };
    expect(replies).toMatchObject({
      ping: pong,
      registered: { [node]: ['medcor.echo'] },
      'registered with builtins': { [node]: ['celery.accumulate', 'medcor.echo'] },
      'registered with fields': { [node]: ['medcor.echo [acks_late=True]'] },
      active: { [node]: [] },
      reserved: { [node]: [] },
      scheduled: { [node]: [] },
      revoked: { [node]: [] },
      stats: {
        [node]: {
          total: { 'medcor.echo': 1 },
          pid: expect.any(Number),
          prefetch_count: 8,
          pool: { 'max-concurrency': 2 },
          broker: { virtual_host: vhost.name, transport: 'amqp' },
        },
      },
      active_queues: {
        [node]: [
          { name: 'celery', exchange: { name: 'celery', type: 'direct', durable: true }, routing_key: 'celery' },
          { name: 'reports' },
        ],
      },
      clock: { [node]: { clock: expect.any(Number) } },
      conf: { [node]: { broker_url: expect.stringContaining('********') } },
      query_task: { [node]: {} },
      hello: { [node]: { revoked: {}, clock: expect.any(Number) } },
      unknown: { [node]: { error: "KeyError('no_such_command')" } },
      'query_task without ids': {
        [node]: { error: `TypeError("query_task() missing 1 required positional argument: 'ids'")` },
      },
      'to somebody else': null,
      'at an hour beyond 127': pong,
      'to this node': pong,
      'by a matching pattern': pong,
      'by another pattern': null,
      'by a regular expression': pong,
    });
    expect(JSON.stringify(replies)).not.toContain(new URL(vhost.url).password);
  });

  test('finds it online on the command line', async () => {
    await using vhost = await freshVhost();
    await using _worker = await runningWorker({ url: vhost.url });

    expect(await runCelery(python, vhost.url, 'status')).toMatch(/w1@test: OK\s+1 node online/);
    expect(JSON.parse(await runCelery(python, vhost.url, 'inspect', 'ping', '--json'))).toEqual({
      [node]: { ok: 'pong' },
    });
  });

  test('sees its heartbeats, and its tasks once asked to', async () => {
    await using vhost = await freshVhost();
    await using _worker = await runningWorker({ url: vhost.url });

    const { replies, events } = (await runPythonClient(python, 'watch_events.py', vhost.url)) as {
      replies: unknown;
      events: Record<string, unknown>[];
    };

    expect(replies).toEqual([
      [{ [node]: { ok: 'task events enabled' } }],
      [{ [node]: { ok: 'task events already enabled' } }],
      [{ [node]: { ok: 'task events disabled' } }],
    ]);
    const ofType = (type: string) => events.find((event) => event['type'] === type);
    expect(ofType('worker-heartbeat')).toMatchObject({ hostname: node, freq: 2, sw_ver: '1.2.3', utcoffset: 0 });
    expect(ofType('task-received')).toMatchObject({ hostname: node, name: 'medcor.echo', retries: 0 });
    expect(ofType('task-succeeded')).toMatchObject({ result: "'seen'", runtime: expect.any(Number) });
    expect(ofType('task-failed')).toMatchObject({ exception: expect.stringContaining('TypeError("echo() missing') });
  });
});
