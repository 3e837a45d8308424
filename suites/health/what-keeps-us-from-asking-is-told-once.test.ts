import { expect, test } from 'vitest';
import { deploymentAt } from '../hostile/ask-hostile.ts';
import { toldOf } from '../testing/told-of.ts';

test('where the machine of the services cannot be asked, one check of its units says why, and one of its containers', async () => {
  const services = {
    on: 'ssh://nobody@127.0.0.1:1',
    units: ['celery.service'],
    compose: { project: 'medcor' },
  } as const;
  const { failed, broken, blocked } = await toldOf({ ...deploymentAt({}), services });
  const [units, containers] = ['health.units-are-known', 'health.containers-are-all-there'];
  expect(failed).toEqual({});
  expect(broken).toEqual({ [units]: expect.stringContaining('ssh'), [containers]: expect.stringContaining('ssh') });
  expect(blocked).toEqual({
    'health.units-are-active': units,
    'health.units-are-restarted-when-killed': units,
    'health.units-start-at-boot': units,
    'health.units-have-not-restarted': units,
    'health.units-log-no-errors': units,
    'health.containers-are-up': containers,
    'health.containers-are-healthy': containers,
    'health.containers-have-not-restarted': containers,
  });
});
