import { connect } from 'amqplib';
import { Client } from 'pg';
import { createClient } from 'redis';
import { expect, test } from 'vitest';
import type { OpenStackOptions } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { ownTemporaryFolder } from '../containers/with-processes/test-harness/own-temporary-folder.ts';
import { urlOf } from '../containers/with-processes/test-harness/url-of.ts';
import { areaOf, safeties, type Safety } from '../harness/check.ts';
import { allChecks } from '../suites/all-checks.ts';
import { celeryVersions, withCelery } from '../suites/queue/celery-worker.ts';
import { askRunningStack } from './testing/ask-running-stack.ts';
import { tracesOf } from './testing/traces/traces-of.ts';

const areas = [...new Set(allChecks.map(({ id }) => areaOf(id)))];

/** What a healthy deployment answers when everything is asked as far as this. */
const allPassed = (safety: Safety) =>
  Object.fromEntries(
    allChecks
      .filter((check) => safeties.indexOf(check.safety) <= safeties.indexOf(safety))
      .map(({ id, shownByFaultsAlone }) => [id, shownByFaultsAlone ? 'skipped' : 'passed']),
  );

ownTemporaryFolder();

const workers: [string, OpenStackOptions][] = [
  ['our worker', {}],
  ['Celery', { plan: withCelery({ python: celeryVersions.at(-1)!.python }) }],
];

test.for(workers)(
  'a deployment with %s is the same before and after it is observed',
  { timeout: 120_000 },
  async ([, options]) => {
    // Services of its own, here and below: what others do on shared ones would look like a trace.
    await using stack = await openStack(options);
    const { deployment } = stack;
    const before = await tracesOf(deployment);
    // What is asked and must be refused changes nothing either.
    for (const safety of ['observe', 'probe'] as const) {
      expect(await askRunningStack(deployment, areas, { safety, tier: 'deep' })).toEqual(allPassed(safety));
      // A queue that goes with its connection takes a moment to go.
      await expect.poll(() => tracesOf(deployment), { timeout: 10_000 }).toEqual(before);
    }
  },
);

const ofMailbox = expect.stringMatching(/^bindings \S+ celery\.pidbox /);

test('whatever somebody had written would have been noticed', async () => {
  await using stack = await openStack();
  const { deployment } = stack;
  // Its worker consumes before it may be asked how it is, and its mailbox for that is a trace of its own.
  const names = async () => Object.keys(await tracesOf(deployment));
  await expect.poll(names, { timeout: 10_000 }).toContainEqual(ofMailbox);
  await using scope = new AsyncDisposableStack();
  const database = new Client({ connectionString: urlOf(deployment, 'database') });
  await database.connect();
  scope.defer(() => database.end());
  const broker = await connect(urlOf(deployment, 'broker'), { noDelay: true });
  scope.defer(() => broker.close());
  const channel = await broker.createConfirmChannel();
  const cache = await createClient({ url: urlOf(deployment, 'cache') }).connect();
  scope.defer(() => cache.close());
  const pathOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));
  const virtualHost = pathOf(urlOf(deployment, 'broker'));

  const writes: [() => Promise<unknown>, string[]][] = [
    [() => database.query(`insert into tenants values ('east', 'East')`), ['rows of tenants']],
    [() => database.query(`update tenants set name = name where id = 'east'`), ['rows of tenants']],
    [() => database.query('create sequence counted'), ['relation counted', 'sequence public.counted']],
    [() => database.query(`select nextval('counted')`), ['sequence public.counted']],
    [() => channel.assertExchange('left', 'topic'), [`exchanges ${virtualHost} left`]],
    [
      () => channel.assertQueue('left', { durable: true }),
      [`queues ${virtualHost} left`, `bindings ${virtualHost}  left left`, 'messages in left'],
    ],
    [() => channel.bindQueue('left', 'left', '#'), [`bindings ${virtualHost} left left %23`]],
    [
      async () => {
        channel.sendToQueue('left', Buffer.from('{}'));
        await channel.waitForConfirms();
      },
      ['messages in left'],
    ],
    [() => cache.set('left', '1'), ['key left of database 0']],
    [() => cache.set('left', '2'), ['key left of database 0']],
    [() => cache.expire('left', 600), ['key left of database 0']],
    [() => cache.configSet('maxmemory-samples', '7'), ['CONFIG GET *']],
  ];
  for (const [write, noticed] of writes) {
    const before = await tracesOf(deployment);
    await write();
    const after = await tracesOf(deployment);
    const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
    expect(changed.toSorted()).toEqual(noticed.toSorted());
  }
});
