import { expect, test } from 'vitest';
import type { Roll } from '../../fixtures/celery/call-roll.ts';
import { readHealthReport } from '../../fixtures/health/health-report.ts';
import { readContainers } from '../../fixtures/machine/container-state.ts';
import { containerLine, type ContainerFacts } from '../../fixtures/testing/container-line.ts';
import { readUnits } from '../../fixtures/machine/unit-state.ts';
import { assertConsumed } from '../queue/assert-consumed.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { assertContainersAllThere } from './assert-containers-all-there.ts';
import { assertContainersHealthy } from './assert-containers-healthy.ts';
import { assertContainersUp } from './assert-containers-up.ts';
import { assertHealthy } from './assert-healthy.ts';
import { assertNoBacklog } from './assert-no-backlog.ts';
import { assertOwnChecksPass } from './assert-own-checks-pass.ts';
import { assertQueuesAsPromised } from './assert-queues-as-promised.ts';
import { assertQueuesConsumedByWorkers } from './assert-queues-consumed-by-workers.ts';
import { assertUnitsActive } from './assert-units-active.ts';
import { assertUnitsKnown } from './assert-units-known.ts';
import { assertUnitsRestartedWhenKilled } from './assert-units-restarted-when-killed.ts';
import { setAsideInactive } from './inactive-units.ts';
import { causesTold } from './testing/causes-told.ts';

const now = new Date('2026-11-26T12:00:00Z');
type Container = ContainerFacts & { service: string };
const states = (...facts: Container[]) => {
  const lines = facts.map(({ service, ...rest }) => containerLine({ service, name: `/m_${service}_1`, ...rest }));
  return { containers: readContainers(lines.join('\n'), 'app1'), now, engine: 'docker' as const };
};
const project = { where: 'app1', project: 'medcor', expected: ['web'], optional: [] };

test('of containers', async () => {
  const down = states(
    { service: 'adminer', status: 'exited', exitCode: 1 },
    { service: 'celery', status: 'restarting', restarts: 9 },
    { service: 'db', status: 'paused' },
    { service: 'web' },
  );
  expect(await causesTold(() => assertContainersUp(down, project))).toEqual([
    'container-not-running of db',
    'container-crash-loop of celery',
    'container-exited of adminer',
  ]);
  const services = async () => ({ names: ['web', 'db', 'celery'], saidBy: 'the profile' });
  expect(
    await causesTold(() => assertContainersAllThere(states({ service: 'web' }), { ...project, services })),
  ).toEqual(['container-missing of db', 'container-missing of celery']);
  const sick = states({ service: 'db', health: 'starting' }, { service: 'web', health: 'unhealthy' });
  expect(await causesTold(() => assertContainersHealthy(sick, project))).toEqual([
    'container-unhealthy of web',
    'health-not-known-yet of db',
  ]);
});

const unitsTold = (...told: Record<string, string>[]) => {
  const well = { LoadState: 'loaded', ActiveState: 'active', SubState: 'running', Type: 'simple', Restart: 'always' };
  const text = told.map((facts) =>
    Object.entries({ ...well, ...facts })
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  const names = told.map(({ Id = '' }) => Id);
  return readUnits(text.join('\n\n'), names, 'app1');
};

test('of units, also where another check leaves them to be told', async () => {
  const units = unitsTold(
    { Id: 'flower.service', LoadState: 'not-found', ActiveState: 'inactive', SubState: 'dead' },
    { Id: 'beat.service', LoadState: 'masked', ActiveState: 'inactive', SubState: 'dead' },
    { Id: 'celery.service', ActiveState: 'failed', SubState: 'failed', Result: 'oom-kill' },
    { Id: 'mcp.service', ActiveState: 'activating', SubState: 'auto-restart' },
  );
  const unknown = ['unit-unknown of flower.service', 'unit-masked of beat.service'];
  const inactive = ['unit-failed of celery.service', 'crash-loop of mcp.service'];
  expect(await causesTold(() => assertUnitsKnown(units, 'app1'))).toEqual(unknown);
  expect(await causesTold(() => assertUnitsActive({ units, now }, 'app1'))).toEqual(inactive);
  expect(await causesTold(() => assertUnitsRestartedWhenKilled(units, 'app1'))).toEqual(unknown);
  expect(await causesTold(() => setAsideInactive({ units, now }, 'app1'))).toEqual([...unknown, ...inactive]);
});

test('of what a health document names', async () => {
  const judge = (document: object) => () => {
    const text = JSON.stringify({ status: 'ok', version: '1.0', ...document });
    const answer = { request: 'GET /', status: 200, contentType: 'application/json', header: () => undefined, text };
    const report = readHealthReport(answer, contractDialect.healthyWords);
    return assertHealthy(report, { program: 'api', who: 'the API', expectedVersion: '2.0', own: false });
  };
  const down = { status: 'down' };
  expect(await causesTold(judge({ culprit: 'broker', dependencies: { cache: down, database: down } }))).toEqual([
    'cache-unreachable-from-api',
    'database-unreachable-from-api',
    'broker-unreachable-from-api',
    'another-version',
  ]);
  expect(await causesTold(judge({ culprit: 'database', dependencies: { cache: down, database: down } }))).toEqual([
    'database-unreachable-from-api',
    'cache-unreachable-from-api',
    'another-version',
  ]);
});

test('of queues, and of what the broker says of itself', async () => {
  const queues = [{ name: 'celery' }, { name: 'reports' }].map((queue) => ({
    ...queue,
    arguments: {},
    mostWaiting: 1,
  }));
  const compareQueue = async ({ name }: { name: string }) =>
    name === 'celery'
      ? ({ is: 'missing' } as const)
      : ({ is: 'different', argument: 'x-max-priority', said: 'none' } as const);
  expect(await causesTold(() => assertQueuesAsPromised({ queues, compareQueue }))).toEqual([
    'queue-missing of celery',
    'queue-arguments-differ of reports',
  ]);
  const countUnattended = async (name: string) => (name === 'celery' ? undefined : { ready: 2, consumers: 0 });
  expect(await causesTold(() => assertConsumed({ queues, compareQueue, countQueue: countUnattended }))).toEqual([
    'queue-missing of celery',
    'no-consumer of reports',
  ]);
  const countQueue = async () => ({ ready: 2, consumers: 1 });
  expect(await causesTold(() => assertNoBacklog({ queues, countQueue }))).toEqual([
    'backlog of celery',
    'backlog of reports',
  ]);
  const roll = async () => ({ queuesOf: new Map<string, string[]>() }) as unknown as Roll;
  expect(await causesTold(() => assertQueuesConsumedByWorkers({ queues, roll }))).toEqual([
    'no-worker-consumes of celery',
    'no-worker-consumes of reports',
  ]);
  const healthChecks = async () =>
    ['virtual-hosts', 'alarms'].map((name) => ({ name, says: 'failed' as const, reason: 'it is down' }));
  expect(await causesTold(() => assertOwnChecksPass({ healthChecks }))).toEqual([
    'own-check-failed of virtual-hosts',
    'own-check-failed of alarms',
  ]);
});
