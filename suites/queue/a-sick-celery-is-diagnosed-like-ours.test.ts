import { connect } from 'amqplib';
import { describe, inject, test } from 'vitest';
import type { Stack } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { defaultQueue } from '../../contract/tasks.ts';
import { askAboutWorker } from './ask-about-worker.ts';
import { celeryVersions, withCelery, type CeleryWorker } from './celery-worker.ts';

describe.each(celeryVersions.slice(-1))(
  'celery $version, the newest: sick, all look alike since 5.2',
  // A canary that comes to nothing is waited for, twice where it is asked by itself too.
  { concurrent: true, timeout: 120_000 },
  ({ python }) => {
    test('that consumes another queue', async ({ expect }) => {
      await using stack = await openStackWith({ python, options: ['-Q', 'another'] });
      await declareAsPublishersDo(stack);

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'passed',
        'queue.has-a-consumer': 'no-consumer',
        [canary]: 'blocked',
      });
      expect(await alone(stack)).toEqual({ [canary]: 'worker-not-consuming' });
    });

    test('that is frozen', async ({ expect }) => {
      await using stack = await openStackWith({ python });
      using _ = frozen(stack);

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'worker-silent',
        'health.worker-names-are-unique': 'blocked',
        'queue.has-a-consumer': 'passed',
        'queue.contract-tasks-are-registered': 'blocked',
        [canary]: 'blocked',
      });
      expect(await alone(stack)).toEqual({ [canary]: 'worker-frozen' });
    });

    test('that is frozen beside one that answers', async ({ expect }) => {
      await using stack = await openStackWith({ python });
      await using second = await beside(stack, { python, options: ['-n', 'second@%h'] });
      const ask = async () => (await askAboutWorker(stack.deployment))['health.worker-answers-ping'];

      expect(await ask()).toBe('passed');
      using _ = frozen(second);
      expect(await ask()).toBe('worker-silent');
    });

    test('that is frozen beside one that answers and an older one of another queue', async ({ expect }) => {
      const { python: older } = celeryVersions[0]!;
      await using stack = await openStackWith({ python });
      await using second = await beside(stack, { python, options: ['-n', 'second@%h'] });
      await using _third = await beside(stack, { python: older, options: ['-n', 'third@%h', '-Q', 'reports'] });

      expect(sick(await askAboutWorker(stack.deployment))).toEqual({});
      using _ = frozen(second);
      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'worker-silent',
        'health.workers-consume-their-queues': 'blocked',
        'queue.contract-tasks-are-registered': 'blocked',
      });
    });

    test('that is frozen, and the only one of its queue', async ({ expect }) => {
      await using stack = await openStackWith({ python });
      await using _second = await beside(stack, { python, options: ['-n', 'second@%h', '-Q', 'reports'] });
      const both = {
        ...stack.deployment,
        queues: [{ name: 'reports' }],
        workers: { expected: 2, results: 'rpc' } as const,
      };

      expect(sick(await askAboutWorker(both))).toEqual({});
      using _ = frozen(stack);
      // Whether a worker is frozen or no worker at all consumes, nobody can tell who was not told how many there are.
      expect(sick(await askAboutWorker(stack.deployment))).toMatchObject({
        'health.workers-consume-their-queues': 'no-worker-consumes',
        [canary]: 'blocked',
      });
      expect(await alone(stack)).toEqual({ [canary]: 'no-worker-consumes' });
      expect(sick(await askAboutWorker(both))).toMatchObject({
        'health.worker-answers-ping': 'worker-silent',
        [canary]: 'blocked',
      });
    });

    test('that has another beside it, of an older version', async ({ expect }) => {
      const { python: older } = celeryVersions[0]!;
      await using stack = await openStackWith({ python });
      await using _second = await beside(stack, { python: older, options: ['-n', 'older@%h'] });

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'passed',
        'health.worker-names-are-unique': 'passed',
        'health.workers-run-one-version': 'mixed-worker-versions',
        'health.workers-know-the-same-tasks': 'passed',
      });
    });

    test('that has another beside it, of the same name', async ({ expect }) => {
      await using stack = await openStackWith({ python, options: ['-n', 'one@%h'] });
      await using _second = await beside(stack, { python, options: ['-n', 'one@%h'] });

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'passed',
        'health.worker-names-are-unique': 'name-taken-twice',
        'health.workers-run-one-version': 'passed',
      });
    });

    test('that sends no events has no version and no clock to be seen', async ({ expect }) => {
      const options = ['--without-gossip', '--without-mingle', '--without-heartbeat'];
      await using stack = await openStackWith({ python, options });

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'passed',
        'health.worker-names-are-unique': 'passed',
        'health.workers-run-one-version': 'skipped',
        'health.worker-clocks-agree': 'skipped',
        'queue.canary-is-executed': 'passed',
      });
    });

    test('that keeps its results to itself', async ({ expect }) => {
      await using stack = await openStackWith({ python, environment: { CELERY_RESULT_BACKEND: 'disabled://' } });

      expect(await askAboutWorker(stack.deployment)).toMatchObject({
        'health.worker-answers-ping': 'passed',
        'queue.has-a-consumer': 'passed',
        'queue.contract-tasks-are-registered': 'passed',
        'queue.canary-is-executed': 'result-lost',
      });
    });
  },
);

const canary = 'queue.canary-is-executed';

/** What the canary says by itself, where nobody else tells. */
const alone = ({ deployment }: Stack) => askAboutWorker(deployment, { only: [canary] });

const openStackWith = (worker: CeleryWorker) => openStack({ services: inject('services'), plan: withCelery(worker) });

/** What is not green. */
const sick = (answers: Record<string, string>) =>
  Object.fromEntries(Object.entries(answers).filter(([, verdict]) => verdict !== 'passed'));

/** Another worker on the broker of a stack. */
function beside({ deployment: { surfaces } }: Stack, worker: CeleryWorker): Promise<Stack> {
  const environment = { CELERY_BROKER_URL: 'url' in surfaces.broker ? surfaces.broker.url : '' };
  return openStackWith({ ...worker, environment });
}

/** A Celery client declares the queue that it publishes to, whether anybody consumes it or not. */
async function declareAsPublishersDo({ deployment }: Stack): Promise<void> {
  const { broker } = deployment.surfaces;
  const connection = await connect('url' in broker ? broker.url : '');
  const channel = await connection.createChannel();
  await channel.assertQueue(defaultQueue, { durable: true });
  await connection.close();
}

function frozen({ services }: Stack): Disposable {
  const pid = services['worker']?.pid as number;
  process.kill(pid, 'SIGSTOP');
  return { [Symbol.dispose]: () => void process.kill(pid, 'SIGCONT') };
}
