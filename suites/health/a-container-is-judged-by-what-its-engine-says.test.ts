import { expect, test } from 'vitest';
import { readContainers, type ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { containerLine, type ContainerFacts } from '../../fixtures/testing/container-line.ts';
import { assertContainersAllThere } from './assert-containers-all-there.ts';
import { assertContainersHealthy } from './assert-containers-healthy.ts';
import { assertContainersNotRestarted } from './assert-containers-not-restarted.ts';
import { upAgain } from './container-remedies.ts';
import { assertContainersUp } from './assert-containers-up.ts';

const containers = (...facts: ContainerFacts[]) => readContainers(facts.map(containerLine).join('\n'), 'app1');

const isWell = 'is as it should be';
const verdictOf = async (judge: () => unknown) => (await causeOf(Promise.resolve().then(judge))) ?? isWell;
const project = { where: 'app1', project: 'medcor', expected: ['web'], optional: ['debug'] };
const longAfter = new Date('2026-11-26T12:00:00Z');
const soonAfter = new Date('2026-11-26T02:08:20Z');
const states = (found: ContainerState[], now = longAfter): ContainerStates => ({
  containers: found,
  now,
  engine: 'docker',
});
const namedByProfile = async () => ({ names: project.expected, saidBy: 'the profile' });
const leftTo = (id: string) =>
  expect.objectContaining({ name: 'BlockedBy', left: [expect.objectContaining({ to: [{ id }] })] });
const leftToUp = leftTo('health.containers-are-up');
const ended = { service: 'migrate', name: '/medcor_migrate_1', status: 'exited' };

test.for<[string, ContainerFacts, string, Date?]>([
  ['that runs', {}, isWell],
  ['that did its work and ended', ended, isWell],
  ['that ended with an error', { ...ended, exitCode: 1 }, 'container-exited'],
  ['that ran out of memory', { ...ended, exitCode: 137, ranOutOfMemory: true }, 'container-exited'],
  ['that was stopped, though it is started again by itself', { ...ended, restartPolicy: 'always' }, 'container-exited'],
  ['that did its work, and would be started again where it fails', { ...ended, restartPolicy: 'on-failure' }, isWell],
  ['that failed for good', { ...ended, restartPolicy: 'on-failure', exitCode: 1 }, 'container-exited'],
  ['that was stopped, though its ports are open', { ...ended, publishedPorts: 1 }, 'container-exited'],
  ['that was stopped, though it is asked how it is', { ...ended, health: 'unhealthy' }, 'container-exited'],
  ['that was stopped, though the profile names it', { ...ended, service: 'web' }, 'container-exited'],
  ['that is restarting', { status: 'restarting', exitCode: 1, restarts: 5 }, 'container-crash-loop'],
  ['that died twice, last a moment ago', { restarts: 2 }, 'container-crash-loop', soonAfter],
  ['that died twice, long ago', { restarts: 2 }, isWell],
  ['that died once, a moment ago', { restarts: 1 }, isWell, soonAfter],
  ['that was never started', { status: 'created' }, 'container-not-running'],
  ['that is paused', { status: 'paused' }, 'container-not-running'],
  ['for debugging, which need not run', { service: 'debug', status: 'exited', exitCode: 137 }, isWell],
  ['for debugging, that dies again and again', { service: 'debug', status: 'restarting' }, 'container-crash-loop'],
  [
    'that dies every three minutes, up for two',
    { restarts: 5, startedAt: '2026-11-26T02:15:00Z' },
    'container-crash-loop',
    new Date('2026-11-26T02:17:00Z'),
  ],
  [
    'that died while the others came up, and is well since',
    { restarts: 5, startedAt: '2026-11-26T02:01:00Z' },
    isWell,
    new Date('2026-11-26T02:40:00Z'),
  ],
  ['that dies every other day', { restarts: 5, createdAt: '2026-11-16T02:00:00Z' }, isWell],
  [
    'that dies every half hour since it was started by hand, long after it was made',
    { restarts: 75, createdAt: '2026-06-01T00:00:00Z' },
    'container-crash-loop',
    new Date('2026-11-26T02:22:50Z'),
  ],
  ['of a run by hand that failed', { status: 'exited', exitCode: 1, isOneOff: true }, isWell],
])('up: a container %s', async ([, facts, verdict, now = longAfter]) => {
  expect(await verdictOf(() => assertContainersUp(states(containers({}, facts), now), project))).toBe(verdict);
});

test('a project without a container is down, and a service without one is missing', async () => {
  const allThere = (found: ReturnType<typeof containers>) =>
    verdictOf(() => assertContainersAllThere(states(found), { ...project, services: namedByProfile }));
  expect(await allThere([])).toBe('project-is-down');
  expect(await allThere(containers({ isOneOff: true }))).toBe('project-is-down');
  expect(await allThere(containers({ service: 'db' }))).toBe('container-missing');
  expect(await allThere(containers({}))).toBe(isWell);
});

test('a service of which fewer run than its file says is missing some', async () => {
  const services = async () => ({ names: ['web'], saidBy: '/srv/a.yml', counts: { web: 3 } });
  const judged = (found: ReturnType<typeof containers>) =>
    assertContainersAllThere(states(found), { ...project, services });
  await expect(judged(containers({}))).rejects.toThrow(/1 of 3 containers of web/);
  expect(await verdictOf(() => judged(containers({}, {}, {})))).toBe(isWell);
});

test('what another check tells is neither well nor red once more', () => {
  const exited = { service: 'db', name: '/medcor_db_1', status: 'exited', exitCode: 1, health: 'unhealthy' };
  const healthy = { health: 'healthy' };
  expect(() => assertContainersUp(states([]), project)).toThrow(leftTo('health.containers-are-all-there'));
  expect(() => assertContainersHealthy(states(containers(healthy, exited)), project)).toThrow(leftToUp);
  expect(() => assertContainersNotRestarted(states(containers(healthy, exited)), project)).toThrow(leftToUp);
  expect(() => assertContainersHealthy(states(containers({ status: 'exited' })), project)).toThrow(leftToUp);
});

test('the health of the others is asked beside one that has ended', async () => {
  const found = containers(
    { health: 'unhealthy' },
    { service: 'db', name: '/medcor_db_1', status: 'exited', exitCode: 1 },
  );
  expect(await verdictOf(() => assertContainersHealthy(states(found), project))).toBe('container-unhealthy');
});

test('what is missing is brought up by the files that know it', () => {
  const sets = [
    { files: ['/srv/hotfix.yml'], names: ['web'] },
    { files: ['/srv/a.yml', '/srv/b.yml'], names: ['web', 'worker'] },
  ];
  expect(upAgain(containers({ projectFiles: '/srv/hotfix.yml' }), project, ['worker'], sets)).toBe(
    'on app1: docker-compose -f /srv/a.yml -f /srv/b.yml -p medcor up -d worker',
  );
});

test('a command for a person is read by a shell as it is meant', () => {
  const files = { projectFiles: '/srv/my clinic/a.yml', name: '/it is web', status: 'exited', exitCode: 1 };
  expect(() => assertContainersUp(states(containers({}, files)), project)).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({ remedy: expect.stringContaining("start 'it is web';") }),
    }),
  );
  const remedy = upAgain(containers(files), project, ['web']);
  expect(remedy).toBe("on app1: docker-compose -f '/srv/my clinic/a.yml' -p medcor up -d web");
});

test.for<[string, string, string]>([
  [
    'exited',
    '/medcor_db_1',
    'on app1: docker logs --tail=50 medcor_db_1; docker start medcor_db_1; where it need not run: --compose-optional db, or services.compose.optional of the profile',
  ],
  ['paused', '/medcor_db_1', 'on app1: docker unpause medcor_db_1'],
  [
    'created',
    '/medcor_db_1',
    'on app1: docker start medcor_db_1; where it need not run: --compose-optional db, or services.compose.optional of the profile',
  ],
  ['restarting', '/medcor_db_1', 'on app1: docker logs --tail=50 medcor_db_1'],
])('one that is %s is brought back by the right step', ([status, name, remedy]) => {
  const found = containers({}, { service: 'db', name, status, exitCode: 1 });
  expect(() => assertContainersUp(states(found), project)).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ remedy }) }),
  );
});

test('a project of which every container has ended is stopped, whatever each was meant to do', () => {
  const found = containers({ status: 'exited' }, { service: 'worker', status: 'exited' });
  expect(() => assertContainersUp(states(found), { ...project, expected: [] })).toThrow(
    /web is exited \(exit code 0\); worker is exited \(exit code 0\).*no container of the project medcor runs on app1/s,
  );
});

test('what another waits for may end, though it is started again when it fails', () => {
  const migrate = { ...ended, restartPolicy: 'on-failure' };
  const found = containers(
    { dependsOn: 'db:service_started:false,migrate:service_completed_successfully:false' },
    migrate,
  );
  expect(assertContainersUp(states(found), project)).toEqual({
    containers: '2',
    endedAsMeant: 'migrate',
  });
});

test.for<[string, string]>([
  ['healthy', isWell],
  ['unhealthy', 'container-unhealthy'],
])('healthy: one that is %s beside one that nobody asks', async ([health, verdict]) => {
  expect(
    await verdictOf(() =>
      assertContainersHealthy(states(containers({}, { service: 'db', name: '/medcor_db_1', health })), project),
    ),
  ).toBe(verdict);
});

test('one that is starting may still fail, and is neither well nor sick', () => {
  expect(() => assertContainersHealthy(states(containers({}, { health: 'starting' })), project)).toThrow(
    /^the health of web of the project medcor on app1 is not known yet/,
  );
});

test('that one which would be asked how it is does not run is no word of the others', () => {
  const found = containers({}, { service: 'db', name: '/medcor_db_1', status: 'paused', health: 'healthy' });
  expect(() => assertContainersHealthy(states(found), project)).toThrow(leftToUp);
});

test('where nobody asks any of them nothing is verified', () => {
  expect(() => assertContainersHealthy(states(containers({}, {})), project)).toThrow(
    'no container of the project medcor has a health check',
  );
});

test('they are told in the same order, whichever came up first', () => {
  const found = containers({ name: '/medcor_web_1' }, { name: '/medcor_db_1' });
  expect(found.map(({ name }) => name)).toEqual(['medcor_db_1', 'medcor_web_1']);
});

test('what an engine does not say is no state', () => {
  expect(() => containers({ status: 'dancing' })).toThrow(/does not say how a container is: its status is none/);
});
