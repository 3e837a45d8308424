import { expect, test } from 'vitest';
import { readUnits, type UnitState } from '../../fixtures/machine/unit-state.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertUnitsActive } from './assert-units-active.ts';
import { assertUnitsKnown } from './assert-units-known.ts';
import { assertUnitsNotRestarted } from './assert-units-not-restarted.ts';
import { assertUnitsRestartedWhenKilled } from './assert-units-restarted-when-killed.ts';
import { assertUnitsStartAtBoot } from './assert-units-start-at-boot.ts';

/** A service as `systemctl show` of 257 tells it. */
const well = {
  Type: 'simple',
  Restart: 'always',
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

const unit = (facts: Partial<Record<keyof typeof well, string>>): UnitState => {
  const lines = Object.entries({ ...well, ...facts }).map(([name, value]) => `${name}=${value}`);
  const [state] = readUnits(lines.join('\n'), ['celery.service'], 'app1');
  return state ?? expect.fail('no unit was read');
};

const isWell = 'is as it should be';
const verdictOf = async (judge: () => unknown) => (await causeOf(Promise.resolve().then(judge))) ?? isWell;
const longAfter = new Date('2026-11-26T12:00:00Z');
const soonAfter = new Date('2026-11-26T02:08:20Z');

const dead = { ActiveState: 'inactive', SubState: 'dead' };
const failed = { ActiveState: 'failed', SubState: 'failed' };

test.for<[string, Parameters<typeof unit>[0], string, Date?]>([
  ['that runs', {}, isWell],
  ['that reads its settings anew', { ActiveState: 'reloading', SubState: 'reload' }, isWell],
  ['a timer that waits', { Id: 'beat.timer', SubState: 'waiting', Type: '', Restart: '' }, isWell],
  ['that somebody has stopped', dead, 'unit-inactive'],
  ['that nobody has started', { ...dead, ExecMainStartTimestamp: '' }, 'unit-inactive'],
  ['of one job, done', { ...dead, Type: 'oneshot' }, isWell],
  ['of one job, never done', { ...dead, Type: 'oneshot', ExecMainStartTimestamp: '' }, 'unit-inactive'],
  ['of one job, failed', { ...failed, Type: 'oneshot', Result: 'exit-code', ExecMainCode: '1' }, 'unit-failed'],
  ['that failed', { ...failed, Result: 'oom-kill', ExecMainCode: '2', ExecMainStatus: '9' }, 'unit-failed'],
  ['that waits for its next start', { ActiveState: 'activating', SubState: 'auto-restart' }, 'crash-loop'],
  ['that is slow to start', { ActiveState: 'activating', SubState: 'start' }, 'unit-starting'],
  ['that is being stopped', { ActiveState: 'deactivating', SubState: 'stop-sigterm' }, 'unit-stopping'],
  ['that died once, a moment ago', { NRestarts: '1' }, isWell, soonAfter],
  ['that died twice, long ago', { NRestarts: '2' }, isWell],
  ['that died twice, last a moment ago', { NRestarts: '2' }, 'crash-loop', soonAfter],
])('active: a unit %s', async ([, facts, verdict, now = longAfter]) => {
  expect(await verdictOf(() => assertUnitsActive({ units: [unit(facts)], now }, 'app1'))).toBe(verdict);
});

test.for<[string, Parameters<typeof unit>[0], string]>([
  ['known', {}, isWell],
  ['absent', { LoadState: 'not-found', ...dead }, 'unit-unknown'],
  ['whose file is gone while it still runs', { LoadState: 'not-found' }, 'unit-unknown'],
  ['masked', { LoadState: 'masked', ...dead }, 'unit-masked'],
  ['with an error in its file', { LoadState: 'bad-setting', ...dead }, 'unit-unreadable'],
])('known: a unit that is %s', async ([, facts, verdict]) => {
  expect(await verdictOf(() => assertUnitsKnown([unit(facts)], 'app1'))).toBe(verdict);
});

test.for<[string, string, string]>([
  ['enabled', 'multi-user.target', isWell],
  ['static', 'medcor.target', isWell],
  ['static', '', 'not-enabled'],
  ['disabled', '', 'not-enabled'],
  ['enabled-runtime', 'multi-user.target', 'not-enabled'],
  ['generated', 'multi-user.target', isWell],
])('started at boot: %s, wanted by "%s"', async ([UnitFileState, WantedBy, verdict]) => {
  expect(await verdictOf(() => assertUnitsStartAtBoot([unit({ UnitFileState, WantedBy })], 'app1'))).toBe(verdict);
});

test.for<[string, string, string]>([
  ['always', 'simple', isWell],
  ['on-failure', 'notify', isWell],
  ['on-abnormal', 'forking', isWell],
  ['on-success', 'simple', 'not-restarted'],
  ['on-watchdog', 'simple', 'not-restarted'],
  ['no', 'simple', 'not-restarted'],
  ['no', 'oneshot', isWell],
])('restarted when killed: Restart=%s of type %s', async ([Restart, Type, verdict]) => {
  expect(await verdictOf(() => assertUnitsRestartedWhenKilled([unit({ Restart, Type })], 'app1'))).toBe(verdict);
});

test('one restart is told with its time', () => {
  expect(() => assertUnitsNotRestarted([unit({ NRestarts: '3' })], 'app1')).toThrow(
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

test('what systemd does not say is no state', () => {
  expect(() => readUnits('Id=a.service', ['a.service'], 'app1')).toThrow(
    'systemctl on app1 does not say how a.service is: LoadState is missing',
  );
  expect(() => readUnits('', ['a.service', 'b.service'], 'app1')).toThrow('asked of 2 units and told of 1');
});
