import { expect, inject, test } from 'vitest';
import type { Stack } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { openClients } from '../../fixtures/open-clients.ts';
import { eventually } from '../../fixtures/eventually.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { keepLedger } from '../keep-ledger.ts';
import { askAboutWorker } from './ask-about-worker.ts';

test.for([
  ['observing', 'observe', 'health.worker-clocks-agree'],
  ['a canary', 'canary', 'queue.canary-is-executed'],
] as const)('%s leaves queues, exchanges and bindings as they were', async ([, safety, asked]) => {
  await using stack = await openStack({ services: inject('services') });
  const before = await topologyOf(stack);

  const answers = await askAboutWorker(stack.deployment, { safety });
  expect(new Set(Object.values(answers))).toEqual(new Set(['passed']));
  expect(answers).toHaveProperty([asked]);

  const after = await eventually(() => topologyOf(stack), {
    within: 10_000,
    holds: (names) => names.length === before.length,
    expected: 'the topology from before',
    describe: (names) => `there were ${names.join(', ')}`,
  });
  expect(after).toEqual(before);
});

test('a canary that nobody executes vanishes from the queue', async () => {
  await using stack = await openStack({ services: inject('services'), fault: 'worker-not-consuming' });
  const ledger = keepLedger({ ...stack, environment: readEnvironment(), safety: 'canary' });
  await using opened = await openClients(stack.deployment, ledger.open)(['celery'], new AbortController().signal);
  const celery = opened.clients.celery as NonNullable<typeof opened.clients.celery>;

  const outcome = await celery.runTask({ name: 'celery.accumulate', args: [], kwargs: {} }, { deadlineMs: 100 });
  expect(outcome).toMatchObject({ kind: 'unanswered' });
  expect(await celery.countQueue(celery.queue)).toEqual({ consumers: 0, ready: 1 });

  expect(await ledger.settle(undefined)).toEqual([]);
  expect(await celery.countQueue(celery.queue)).toEqual({ consumers: 0, ready: 0 });
});

/** Names of all queues, exchanges and bindings of the stack's virtual host, from RabbitMQ's management API. */
async function topologyOf({ deployment }: Stack): Promise<string[]> {
  const { broker, management } = deployment.surfaces;
  if (!('url' in broker) || !('url' in management)) throw new Error('This stack has no management API to be asked.');
  const { origin, username, password } = new URL(management.url);
  const headers = { authorization: `Basic ${btoa(`${username}:${decodeURIComponent(password)}`)}` };
  const names = ['queues', 'exchanges', 'bindings'].map(async (kind) => {
    const response = await fetch(`${origin}/api/${kind}${new URL(broker.url).pathname}`, { headers });
    const entries = (await response.json()) as { name?: string; source?: string; destination?: string }[];
    return entries.map(({ name, source, destination }) => `${kind}: ${name ?? `${source} to ${destination}`}`);
  });
  return (await Promise.all(names)).flat().sort();
}
