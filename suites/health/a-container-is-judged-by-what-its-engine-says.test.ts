import { expect, test } from 'vitest';
import { readContainers } from '../../fixtures/machine/container-state.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertContainersHealthy } from './assert-containers-healthy.ts';
import { assertContainersUp } from './assert-containers-up.ts';

/** A line as our template makes it. */
const well = {
  service: 'web',
  isOneOff: false,
  status: 'running',
  exitCode: 0,
  ranOutOfMemory: false,
  restarts: 0,
  startedAt: '2026-11-26T02:07:50.123456789Z',
  restartPolicy: '',
  dependsOn: '',
  publishedPorts: 0,
  health: 'none',
};

const containers = (...facts: Partial<typeof well>[]) =>
  readContainers(facts.map((each) => JSON.stringify({ ...well, ...each })).join('\n'), 'app1');

const isWell = 'is as it should be';
const verdictOf = async (judge: () => unknown) => (await causeOf(Promise.resolve().then(judge))) ?? isWell;
const project = { where: 'app1', project: 'medcor', expected: ['web'] };
const longAfter = new Date('2026-11-26T12:00:00Z');
const soonAfter = new Date('2026-11-26T02:08:20Z');
const ended = { service: 'migrate', status: 'exited' };

test.for<[string, Partial<typeof well>, string, Date?]>([
  ['that runs', {}, isWell],
  ['that did its work and ended', ended, isWell],
  ['that ended with an error', { ...ended, exitCode: 1 }, 'container-exited'],
  ['that ran out of memory', { ...ended, exitCode: 137, ranOutOfMemory: true }, 'container-exited'],
  ['that was stopped, though it is started again by itself', { ...ended, restartPolicy: 'always' }, 'container-exited'],
  ['that ended, though its failures are mended', { ...ended, restartPolicy: 'on-failure' }, 'container-exited'],
  ['that was stopped, though its ports are open', { ...ended, publishedPorts: 1 }, 'container-exited'],
  ['that was stopped, though it is asked how it is', { ...ended, health: 'unhealthy' }, 'container-exited'],
  ['that was stopped, though the profile names it', { ...ended, service: 'web' }, 'container-exited'],
  ['that is restarting', { status: 'restarting', exitCode: 1, restarts: 5 }, 'container-crash-loop'],
  ['that died twice, last a moment ago', { restarts: 2 }, 'container-crash-loop', soonAfter],
  ['that died twice, long ago', { restarts: 2 }, isWell],
  ['that died once, a moment ago', { restarts: 1 }, isWell, soonAfter],
  ['that was never started', { status: 'created' }, 'container-not-running'],
  ['that is paused', { status: 'paused' }, 'container-not-running'],
  ['of a run by hand that failed', { status: 'exited', exitCode: 1, isOneOff: true }, isWell],
])('up: a container %s', async ([, facts, verdict, now = longAfter]) => {
  const found = containers({}, facts);
  expect(await verdictOf(() => assertContainersUp({ containers: found, now }, project))).toBe(verdict);
});

test('a project without a container is down, and a service without one is missing', async () => {
  const up = (found: ReturnType<typeof containers>) =>
    verdictOf(() => assertContainersUp({ containers: found, now: longAfter }, project));
  expect(await up([])).toBe('project-is-down');
  expect(await up(containers({ isOneOff: true }))).toBe('project-is-down');
  expect(await up(containers({ service: 'db' }))).toBe('container-missing');
});

test('a project of which every container has ended is stopped, whatever each was meant to do', () => {
  const found = containers({ status: 'exited' }, { service: 'worker', status: 'exited' });
  expect(() => assertContainersUp({ containers: found, now: longAfter }, { ...project, expected: [] })).toThrow(
    /web is exited \(exit code 0\); worker is exited \(exit code 0\).*no container of the project medcor runs on app1/s,
  );
});

test('what another waits for may end, though it is started again when it fails', () => {
  const migrate = { ...ended, restartPolicy: 'on-failure' };
  const found = containers(
    { dependsOn: 'db:service_started:false,migrate:service_completed_successfully:false' },
    migrate,
  );
  expect(assertContainersUp({ containers: found, now: longAfter }, project)).toEqual({
    containers: '2',
    endedAsMeant: 'migrate',
  });
});

test.for<[string, string]>([
  ['healthy', isWell],
  ['unhealthy', 'container-unhealthy'],
  ['starting', 'health-not-known-yet'],
])('healthy: one that is %s beside one that nobody asks', async ([health, verdict]) => {
  expect(await verdictOf(() => assertContainersHealthy(containers({}, { service: 'db', health }), project))).toBe(
    verdict,
  );
});

test('where nobody asks any of them nothing is verified', () => {
  expect(() => assertContainersHealthy(containers({}, {}), project)).toThrow(
    'no container of the project medcor has a health check',
  );
});

test('what an engine does not say is no state', () => {
  expect(() => containers({ status: 'dancing' })).toThrow(/does not say how a container is: its status is none/);
});
