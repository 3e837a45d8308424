import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { Violation } from '../../harness/violation.ts';
import { namesOf } from './unit-words.ts';

/** Values of Restart= that bring back what a signal has killed (systemd.service(5)). */
const bringsBack: ReadonlySet<string> = new Set(['always', 'on-failure', 'on-abnormal', 'on-abort']);

/** Throws a Violation where systemd would leave a service dead that is killed. */
export function assertUnitsRestartedWhenKilled(units: readonly UnitState[], where: string): { restart: string } {
  // One that does its work and ends need not come back, and other kinds of units run nothing.
  const services = units.filter(({ id, type }) => id.endsWith('.service') && type !== 'oneshot');
  const left = services.filter(({ restart }) => !bringsBack.has(restart));
  if (left.length === 0) return { restart: services.map(({ name, restart }) => `${name} ${restart}`).join(', ') };
  throw new Violation({
    expected: `Restart=always, or another one that brings back what was killed, in effect for ${namesOf(services)} on ${where}`,
    actual: left.map(({ name, restart }) => `${name} has Restart=${restart}`).join('; '),
    cause: {
      id: 'not-restarted',
      sentence: `${namesOf(left)} stays dead when it is killed, by the kernel for want of memory or by anybody else`,
    },
    remedy: left
      .map(({ name }) => `sudo systemctl edit ${name} ([Service], Restart=always); sudo systemctl restart ${name}`)
      .join('; '),
  });
}
