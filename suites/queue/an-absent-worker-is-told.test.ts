import { randomBytes } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { createVirtualHost, deleteVirtualHost } from '../../containers/with-processes/administer-rabbitmq.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { surfaceNames, type Deployment, type Surface, type SurfaceName } from '../../targets/deployment.ts';
import { askAboutWorker } from './ask-about-worker.ts';

test('a virtual host in which no worker has ever been', async () => {
  await using deployment = await deploymentOfABrokerAlone();

  expect(await askAboutWorker(deployment)).toEqual({
    'health.broker-accepts-connections': 'passed',
    'health.broker-takes-messages': 'passed',
    'health.broker-passes-its-own-checks': 'skipped',
    'health.broker-refuses-default-credentials': 'skipped',
    'health.queues-are-as-promised': 'blocked',
    'health.queues-have-no-backlog': 'blocked',
    'health.queues-have-no-dead-letters': 'skipped',
    'health.worker-answers-ping': 'no-worker',
    'health.workers-consume-their-queues': 'blocked',
    'health.worker-names-are-unique': 'blocked',
    'health.workers-run-one-version': 'blocked',
    'health.workers-know-the-same-tasks': 'blocked',
    'health.workers-get-on-with-their-tasks': 'blocked',
    'health.worker-clocks-agree': 'blocked',
    'queue.has-a-consumer': 'blocked',
    'queue.contract-tasks-are-registered': 'blocked',
    'queue.canary-is-executed': 'blocked',
  });
});

async function deploymentOfABrokerAlone(): Promise<Deployment & AsyncDisposable> {
  const { rabbitmq } = inject('services');
  const name = `empty-${randomBytes(4).toString('hex')}`;
  await createVirtualHost(rabbitmq, name);
  const { host, port, user, password } = rabbitmq;
  const nothing = Object.fromEntries(surfaceNames.map((surface) => [surface, { notOffered: 'only a broker is here' }]));
  return {
    name: 'a broker alone',
    surfaces: {
      ...(nothing as Record<SurfaceName, Surface>),
      broker: { url: `amqp://${user}:${password}@${host}:${port}/${name}` },
    },
    identities: {},
    furthestSafety: 'canary',
    accepted: {},
    workers: { results: 'rpc' },
    dialect: contractDialect,
    own: false,
    [Symbol.asyncDispose]: () => deleteVirtualHost(rabbitmq, name),
  };
}
