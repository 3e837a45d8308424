import type { UnitStates } from '../../fixtures/machine/units-client.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { inactiveAmong } from './inactive-units.ts';
import { isYoung } from './is-young.ts';
import { namesOf } from './unit-words.ts';
import { setAsideUnknown } from './unknown-units.ts';

/**
 * Throws a Violation where a unit is not active, or active only between one death and the next; NotOffered where systemd cannot tell the
 * latter from a young one.
 */
export function assertUnitsActive({ units: all, now }: UnitStates, where: string): Observations {
  const { rest: units, leave } = setAsideUnknown(all, where);
  const violation = inactiveAmong({ units, now }, where);
  if (violation) throw violation;
  const unknown = units.filter((unit) => unit.isService && unit.restarts === undefined && isYoung(unit, now));
  if (unknown.length > 0)
    throw new NotOffered(
      `systemd on ${where} is older than 235 and does not count restarts (NRestarts), and ${namesOf(unknown)} started less than a minute ago: ask again when it is older`,
    );
  const idle = units.filter(({ active }) => active === 'inactive');
  return leave({ units: namesOf(units), ...(idle.length === 0 ? {} : { idle: namesOf(idle) }) });
}
