import { describe, expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { eventually } from '../../fixtures/eventually.ts';
import { openClients } from '../../fixtures/open-clients.ts';
import type { Stack } from '../../containers/stack.ts';
import { connect } from 'amqplib';
import { NotOffered } from '../../harness/not-offered.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { celeryVersions, withCelery } from '../queue/celery-worker.ts';
import { assertPoolsGetOn } from './assert-pools-get-on.ts';

type Seen = { running: number[]; slots?: number | 'untold'; reserved?: number; ready?: number; free?: boolean };

const minutes = 60_000;

test.each<[string, Seen, string | undefined]>([
  ['every slot is taken for long, and a task is held', { running: [7, 20], reserved: 1 }, 'pool-stuck'],
  ['every slot is taken for long, and a task waits in the queue', { running: [7, 20], ready: 1 }, 'pool-stuck'],
  ['nobody waits', { running: [7, 20] }, undefined],
  ['a slot is free', { running: [20], reserved: 1 }, undefined],
  ['one has begun a while ago', { running: [4, 20], reserved: 1 }, undefined],
  ['nothing is running', { running: [], reserved: 1 }, undefined],
  ['it does not say how many slots it has, and nobody waits', { running: [7, 20], slots: 'untold' }, undefined],
  ['another worker of the queue is free', { running: [7, 20], ready: 1, free: true }, undefined],
  ['another worker is free, and this one holds a task', { running: [7, 20], reserved: 1, free: true }, 'pool-stuck'],
])('%s', async (_, seen, cause) => {
  expect(await causeOf(assertPoolsGetOn(celeryOf(seen), () => now))).toBe(cause);
});

test.each([
  { running: [7, 20], slots: 'untold', reserved: 1 },
  { running: [7, 20], slots: 'untold', ready: 900 },
] as const)('nobody knows whether those wait for a slot that it does not tell of: %o', async (seen) => {
  const asked = assertPoolsGetOn(celeryOf({ ...seen, running: [...seen.running] }), () => now);
  await expect(asked).rejects.toBeInstanceOf(NotOffered);
});

const now = Date.parse('2026-11-26T03:00:00Z');

function celeryOf({ running, slots = 2, reserved = 0, ready = 0, free = false }: Seen) {
  const workers = free ? ['a', 'b'] : ['a'];
  const gathered = <Answer>(of: (worker: string) => Answer) => ({
    answers: new Map(workers.map((worker) => [worker, of(worker)])),
    ended: 'all-expected-answered' as const,
  });
  const tasks = running.map((ago) => ({ name: 'medcor.report', beganAt: now - ago * minutes }));
  return {
    queues: [{ name: 'celery', arguments: {}, mostWaiting: 1000 }],
    roll: async () => ({
      consumers: new Map([['celery', workers.length]]),
      queuesOf: gathered(() => ['celery']).answers,
      attending: workers,
      concerned: workers,
      ended: 'all-expected-answered' as const,
    }),
    active: async () => gathered((worker) => (worker === 'a' ? tasks : [])),
    slots: async () => gathered(() => (slots === 'untold' ? undefined : slots)),
    reserved: async () => gathered((worker) => (worker === 'a' ? reserved : 0)),
    countQueue: async () => ({ consumers: workers.length, ready }),
  } satisfies Parameters<typeof assertPoolsGetOn>[0];
}

describe.each(celeryVersions)('celery $version', ({ python }) => {
  test('says which tasks it runs and since when, as we see five minutes later', async () => {
    await using stack = await openStack({ services: inject('services'), plan: withCelery({ python }) });
    await using opened = await openClients(stack.deployment)(['celery'], new AbortController().signal);
    const celery = opened.clients.celery as CeleryClient;
    const later = () => Date.now() + 6 * minutes;
    expect(await causeOf(assertPoolsGetOn(celery, later))).toBeUndefined();

    await publishSlowTasks(stack, 3);
    const workers = (await celery.roll()).concerned;
    await eventually(() => celery.reserved(workers), {
      within: 10_000,
      holds: ({ answers }) => [...answers.values()][0] === 2,
      expected: 'two tasks that wait for the first',
      describe: ({ answers }) => `${[...answers.values()].join()} are held`,
    });
    expect(await causeOf(assertPoolsGetOn(celery))).toBeUndefined();
    expect(await causeOf(assertPoolsGetOn(celery, later))).toBe('pool-stuck');
  });
});

async function publishSlowTasks({ deployment }: Stack, howMany: number): Promise<void> {
  const { broker } = deployment.surfaces;
  const connection = await connect('url' in broker ? broker.url : '', { noDelay: true });
  const channel = await connection.createConfirmChannel();
  for (let count = 0; count < howMany; count += 1) {
    const id = `slow-${count}`;
    channel.sendToQueue('celery', Buffer.from('[[600],{},{}]'), {
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      correlationId: id,
      headers: { task: 'test.sleep', id, ignore_result: true },
    });
  }
  await channel.waitForConfirms();
  await connection.close();
}
