import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { onMachine } from './on-machine.ts';
import { namesOf } from './unit-words.ts';
import { setAsideUnknown } from './unknown-units.ts';

/** Values of Restart= that bring back what a signal has killed (systemd.service(5)). */
const bringsBack: ReadonlySet<string> = new Set(['always', 'on-failure', 'on-abnormal', 'on-abort']);

/** Throws a Violation where systemd would leave a service dead that is killed; NotOffered where none is a service that stays. */
export function assertUnitsRestartedWhenKilled(all: readonly UnitState[], where: string): Observations {
  const { rest: units, leave } = setAsideUnknown(all, where);
  // One that does its work and ends need not come back, and other kinds of units run nothing.
  const services = units.filter(({ isService, type }) => isService && type !== 'oneshot');
  if (services.length === 0) throw new NotOffered(`none of the units is a service that stays: ${namesOf(units)}`);
  const left = services.filter(({ restart }) => !bringsBack.has(restart));
  const [first, ...others] = left.map(causeOf);
  if (first === undefined)
    return leave({ restart: services.map(({ name, restart }) => `${name} ${restart}`).join(', ') });
  throw new Violation({
    expected: `Restart=always, or another one that brings back what was killed, in effect for ${namesOf(services)} on ${where}`,
    actual: left.map(({ name, restart }) => `${name} has Restart=${restart}`).join('; '),
    cause: first,
    besides: others,
    remedy: onMachine(
      where,
      left.flatMap((unit) => [
        `sudo systemctl edit ${quoteForShell(unit.name)} (${settingsFor(unit)})`,
        `sudo systemctl restart ${quoteForShell(unit.name)}`,
      ]),
    ),
  });
}

const causeOf = ({ name }: UnitState): Cause => ({
  id: 'not-restarted',
  of: name,
  sentence: `${name} stays dead when it is killed, by the kernel for want of memory or by anybody else`,
});

// What is made from a script of /etc/init.d has no main process for systemd, and counts as active without any.
const settingsFor = ({ isOfInitScript }: UnitState): string =>
  isOfInitScript
    ? '[Service], Restart=always, RemainAfterExit=no, and PIDFile= with the file that its script in /etc/init.d writes; a unit of its own in place of the script is better'
    : '[Service], Restart=always';
