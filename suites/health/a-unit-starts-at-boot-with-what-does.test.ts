import { expect, test } from 'vitest';
import { readUnits } from '../../fixtures/machine/unit-state.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertUnitsStartAtBoot } from './assert-units-start-at-boot.ts';

type Facts = Partial<
  Record<'UnitFileState' | 'WantedBy' | 'RequiredBy' | 'TriggeredBy' | 'LoadState' | 'Names', string>
>;

/** Units of a machine by their names, of which celery.service is the one of the deployment. */
type Machine = Readonly<Record<string, Facts>>;

/** Shows units as `systemctl show` does, and tells which have been asked for. */
function showing(machine: Machine) {
  const asked: string[] = [];
  const told = (name: string) => {
    const state = { LoadState: 'loaded', ActiveState: 'active', SubState: 'running', Names: name, ...machine[name] };
    return [`Id=${name}`, ...Object.entries(state).map(([key, value]) => `${key}=${value}`)].join('\n');
  };
  const show = async (names: readonly string[]) => {
    asked.push(...names);
    return readUnits(names.map(told).join('\n\n'), names, 'app1');
  };
  return { asked, show };
}

async function judge(machine: Machine) {
  const { asked, show } = showing(machine);
  const units = await show(['celery.service']);
  const verdict = await causeOf(assertUnitsStartAtBoot(units, { where: 'app1', show }));
  return { verdict: verdict ?? 'starts', askedBeside: asked.slice(1) };
}

const ofBoot = { WantedBy: 'multi-user.target' };
const enabled = { UnitFileState: 'enabled' };
const disabled = { UnitFileState: 'disabled' };

test.for<[string, Facts, string]>([
  ['enabled', { ...enabled, ...ofBoot }, 'starts'],
  ['made from a script of init.d', { UnitFileState: 'generated', ...ofBoot }, 'starts'],
  ['without an [Install] section', { UnitFileState: 'static' }, 'not-enabled'],
  ['disabled', disabled, 'not-enabled'],
  ['disabled, which systemd has not read yet', { ...disabled, ...ofBoot }, 'not-enabled'],
  ['enabled until the next boot', { UnitFileState: 'enabled-runtime', ...ofBoot }, 'not-enabled'],
  ['enabled for a target that systemd has not loaded', enabled, 'not-enabled'],
])('one that is %s is judged without a further question', async ([, facts, verdict]) => {
  expect(await judge({ 'celery.service': facts })).toEqual({ verdict, askedBeside: [] });
});

const ofTarget = { ...enabled, WantedBy: 'medcor.target' };

test.for<[string, Facts, Machine, string]>([
  ['a target that is disabled', ofTarget, { 'medcor.target': disabled }, 'not-enabled'],
  ['a target that is enabled', ofTarget, { 'medcor.target': { ...enabled, ...ofBoot } }, 'starts'],
  ['a target that is gone', ofTarget, { 'medcor.target': { LoadState: 'not-found', ...ofBoot } }, 'not-enabled'],
  ['the default target', ofTarget, { 'medcor.target': { Names: 'medcor.target default.target' } }, 'starts'],
  [
    'a desktop that this machine does not have',
    { ...enabled, WantedBy: 'graphical.target' },
    { 'graphical.target': {} },
    'not-enabled',
  ],
  [
    'an enabled socket',
    { ...disabled, TriggeredBy: 'celery.socket' },
    { 'celery.socket': { ...enabled, WantedBy: 'sockets.target' } },
    'starts',
  ],
  ['a disabled timer', { UnitFileState: 'static', TriggeredBy: 'x.timer' }, { 'x.timer': disabled }, 'not-enabled'],
  [
    'an enabled service that requires it',
    { ...disabled, RequiredBy: 'web.service' },
    { 'web.service': { ...enabled, ...ofBoot } },
    'starts',
  ],
  ['one that is started with it', ofTarget, { 'medcor.target': { WantedBy: 'celery.service' } }, 'not-enabled'],
])('one that is started by %s', async ([, facts, others, verdict]) => {
  expect(await judge({ 'celery.service': facts, ...others })).toEqual({ verdict, askedBeside: Object.keys(others) });
});

test('what would start it is told, with how to enable that', async () => {
  const { show } = showing({ 'celery.service': ofTarget, 'medcor.target': disabled });
  await expect(assertUnitsStartAtBoot(await show(['celery.service']), { where: 'app1', show })).rejects.toMatchObject({
    facts: {
      actual: 'celery.service is enabled, to start with medcor.target, which nothing starts',
      remedy: 'on app1: sudo systemctl enable medcor.target',
    },
  });
});
