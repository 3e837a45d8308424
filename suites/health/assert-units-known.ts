import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { namesOf } from './unit-words.ts';
import { unknownAmong } from './unknown-units.ts';

/** Throws a Violation where systemd has not loaded a unit: what it says of others of that name means nothing. */
export function assertUnitsKnown(units: readonly UnitState[], where: string): { units: string } {
  const violation = unknownAmong(units, where);
  if (violation) throw violation;
  return { units: namesOf(units) };
}
