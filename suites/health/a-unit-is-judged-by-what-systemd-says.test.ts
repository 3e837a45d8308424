import { expect, test } from 'vitest';
import { readUnits, type UnitState } from '../../fixtures/machine/unit-state.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertUnitsActive } from './assert-units-active.ts';
import { assertUnitsKnown } from './assert-units-known.ts';
import { assertUnitsNotRestarted } from './assert-units-not-restarted.ts';
import { assertUnitsRestartedWhenKilled } from './assert-units-restarted-when-killed.ts';

/** A service as `systemctl show` of 257 tells it. */
const well = {
  Type: 'simple',
  Restart: 'always',
  RemainAfterExit: 'no',
  SourcePath: '',
  TriggeredBy: '',
  Result: 'success',
  NRestarts: '0',
  ExecMainStartTimestamp: 'Thu 2026-11-26 02:07:50 UTC',
  ExecMainCode: '0',
  ExecMainStatus: '0',
  Id: 'celery.service',
  WantedBy: 'multi-user.target',
  LoadState: 'loaded',
  ActiveState: 'active',
  SubState: 'running',
  UnitFileState: 'enabled',
  InvocationID: '9da7d9b3ce4d4f1ea2b0f1e52c8b9b32',
};

type Facts = Partial<Record<keyof typeof well, string>>;

const unitTold = (facts: Facts): UnitState => {
  const lines = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  const [state] = readUnits(lines.join('\n'), ['celery.service'], 'app1');
  return state ?? expect.fail('no unit was read');
};

const unit = (facts: Facts): UnitState => unitTold({ ...well, ...facts });

const isWell = 'is as it should be';
const verdictOf = async (judge: () => unknown) => (await causeOf(Promise.resolve().then(judge))) ?? isWell;
const longAfter = new Date('2026-11-26T12:00:00Z');
const soonAfter = new Date('2026-11-26T02:08:20Z');

const leftTo = (id: string) =>
  expect.objectContaining({ name: 'BlockedBy', left: [expect.objectContaining({ to: [{ id }] })] });
const states = (...units: UnitState[]) => ({ units, now: longAfter });

const dead = { ActiveState: 'inactive', SubState: 'dead' };
const atWork = { ActiveState: 'activating', SubState: 'start' };
const notYet = { ...dead, Type: 'oneshot', ExecMainStartTimestamp: '', TriggeredBy: 'backup.timer' };
const failed = { ActiveState: 'failed', SubState: 'failed' };

test.for<[string, Facts, string, Date?]>([
  ['that runs', {}, isWell],
  ['that reads its settings anew', { ActiveState: 'reloading', SubState: 'reload' }, isWell],
  ['a timer that waits', { Id: 'beat.timer', SubState: 'waiting', Type: '', Restart: '' }, isWell],
  ['a timer whose service is at work', { Id: 'beat.timer', Type: '', Restart: '' }, isWell],
  ['a timer that has elapsed', { Id: 'beat.timer', SubState: 'elapsed', Type: '', Restart: '' }, 'timer-elapsed'],
  ['that somebody has stopped', dead, 'unit-inactive'],
  ['that nobody has started', { ...dead, ExecMainStartTimestamp: '' }, 'unit-inactive'],
  ['of one job, done', { ...dead, Type: 'oneshot' }, isWell],
  ['of one job, never done', { ...dead, Type: 'oneshot', ExecMainStartTimestamp: '' }, 'unit-inactive'],
  ['of one job, that its timer has not started yet', notYet, isWell],
  ['of one job, at work', { ...atWork, Type: 'oneshot' }, isWell],
  ['of one job, that fails again and again', { ...atWork, Type: 'oneshot', NRestarts: '2' }, 'crash-loop', soonAfter],
  ['of one job that stays done, stopped', { ...dead, Type: 'oneshot', RemainAfterExit: 'yes' }, 'unit-inactive'],
  ['of one job that stays done', { SubState: 'exited', Type: 'oneshot', RemainAfterExit: 'yes' }, isWell],
  [
    'of init.d, whose daemon was killed',
    { SubState: 'exited', Type: 'forking', RemainAfterExit: 'yes' },
    'unit-exited',
  ],
  ['of one job, failed', { ...failed, Type: 'oneshot', Result: 'exit-code', ExecMainCode: '1' }, 'unit-failed'],
  ['that failed', { ...failed, Result: 'oom-kill', ExecMainCode: '2', ExecMainStatus: '9' }, 'unit-failed'],
  ['that waits for its next start', { ActiveState: 'activating', SubState: 'auto-restart' }, 'crash-loop'],
  ['that is slow to start', atWork, 'unit-starting'],
  ['that is being stopped', { ActiveState: 'deactivating', SubState: 'stop-sigterm' }, 'unit-stopping'],
  ['that died once, a moment ago', { NRestarts: '1' }, isWell, soonAfter],
  ['that died twice, long ago', { NRestarts: '2' }, isWell],
  ['that died twice, last a moment ago', { NRestarts: '2' }, 'crash-loop', soonAfter],
])('active: a unit %s', async ([, facts, verdict, now = longAfter]) => {
  expect(await verdictOf(() => assertUnitsActive({ units: [unit(facts)], now }, 'app1'))).toBe(verdict);
});

test.for<[string, Facts, string]>([
  ['known', {}, isWell],
  ['absent', { LoadState: 'not-found', ...dead }, 'unit-unknown'],
  ['whose file is gone while it still runs', { LoadState: 'not-found' }, 'unit-unknown'],
  ['masked', { LoadState: 'masked', ...dead }, 'unit-masked'],
  ['with an error in its file', { LoadState: 'bad-setting', ...dead }, 'unit-unreadable'],
])('known: a unit that is %s', async ([, facts, verdict]) => {
  expect(await verdictOf(() => assertUnitsKnown([unit(facts)], 'app1'))).toBe(verdict);
});

test.for<[string, string, string]>([
  ['always', 'simple', isWell],
  ['on-failure', 'notify', isWell],
  ['on-abnormal', 'forking', isWell],
  ['on-success', 'simple', 'not-restarted'],
  ['on-watchdog', 'simple', 'not-restarted'],
  ['no', 'simple', 'not-restarted'],
])('restarted when killed: Restart=%s of type %s', async ([Restart, Type, verdict]) => {
  expect(await verdictOf(() => assertUnitsRestartedWhenKilled([unit({ Restart, Type })], 'app1'))).toBe(verdict);
});

/** As systemd 219 tells it, which counts no restarts and numbers no starts. */
const oldUnit = (facts: Facts = {}): UnitState => {
  const { NRestarts: _, InvocationID: __, ...told } = { ...well, ...facts };
  return unitTold(told);
};

test('what an old systemd does not count is not verified', () => {
  expect(() => assertUnitsNotRestarted(states(oldUnit()), 'app1')).toThrow(NotOffered);
  expect(() => assertUnitsActive({ units: [oldUnit()], now: soonAfter }, 'app1')).toThrow(NotOffered);
  expect(assertUnitsActive({ units: [oldUnit()], now: longAfter }, 'app1')).toEqual({ units: 'celery.service' });
  expect(() => assertUnitsActive({ units: [oldUnit(dead)], now: soonAfter }, 'app1')).toThrow(Violation);
});

test('where no unit is a service nothing is verified of services', () => {
  const timer = unit({ Id: 'backup.timer', Type: '', Restart: '' });
  expect(() => assertUnitsRestartedWhenKilled([timer], 'app1')).toThrow('none of the units is a service that stays');
  expect(() => assertUnitsNotRestarted(states(timer), 'app1')).toThrow('none of the units is a service');
});

test('what is made from a script of init.d is told what brings it back', () => {
  const facts = { SourcePath: '/etc/init.d/celeryd', Type: 'forking', Restart: 'no', UnitFileState: 'generated' };
  expect(() => assertUnitsRestartedWhenKilled([unit(facts)], 'app1')).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ remedy: expect.stringContaining('PIDFile=') }) }),
  );
});

test('one restart is told with its time', () => {
  expect(() => assertUnitsNotRestarted(states(unit({ NRestarts: '3' })), 'app1')).toThrow(
    /celery\.service has 3 restarts by systemd, the last at 2026-11-26T02:07:50Z/,
  );
});

test('of several the first in the order of the profile is the cause, and all are told', () => {
  const units = [
    unit({}),
    unit({ ...failed, Result: 'exit-code', ExecMainCode: '1', ExecMainStatus: '3' }),
    unit(dead),
  ];
  const judge = () => assertUnitsActive({ units, now: longAfter }, 'app1');
  expect(judge).toThrow(/celery\.service is failed \(exit-code, exit code 3\); celery\.service is inactive \(dead\)/);
  expect(judge).toThrow(/its program ended with an error \(exit code 3\), and systemd does not start it again/);
});

const typo = { LoadState: 'not-found', Id: 'celerx.service', ...dead };

test('beside a unit that systemd does not know the others are judged, and told where they are red', async () => {
  expect(await verdictOf(() => assertUnitsActive(states(unit(typo), unit(dead)), 'app1'))).toBe('unit-inactive');
  const left = leftTo('health.units-are-known');
  expect(() => assertUnitsActive(states(unit(typo), unit({})), 'app1')).toThrow(left);
  expect(() => assertUnitsActive(states(unit(typo)), 'app1')).toThrow(left);
  expect(() => assertUnitsRestartedWhenKilled([unit(typo), unit({})], 'app1')).toThrow(left);
});

test('what has failed is not told once more for its restarts', async () => {
  const sick = unit({ ...failed, Result: 'start-limit-hit', NRestarts: '5' });
  expect(() => assertUnitsNotRestarted(states(sick, unit({})), 'app1')).toThrow(leftTo('health.units-are-active'));
  expect(await verdictOf(() => assertUnitsNotRestarted(states(sick, unit({ NRestarts: '1' })), 'app1'))).toBe(
    'restarted',
  );
});

test.for<[string, Facts, string]>([
  ['stopped', dead, 'sudo systemctl start celery.service'],
  ['failed', { ...failed, Result: 'exit-code' }, 'sudo systemctl restart celery.service'],
])('one that is %s is brought back by the right step, on its machine', ([, facts, step]) => {
  const remedy = `on app1: sudo systemctl status celery.service; sudo journalctl -u celery.service -n 50; ${step}`;
  expect(() => assertUnitsActive(states(unit(facts)), 'app1')).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ remedy }) }),
  );
});

test('what systemd does not say is no state', () => {
  expect(() => readUnits('Id=a.service', ['a.service'], 'app1')).toThrow(
    'systemctl on app1 does not say how a.service is: LoadState is missing',
  );
  expect(() => readUnits('', ['a.service', 'b.service'], 'app1')).toThrow('asked of 2 units and told of 1');
});
