import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { namesOf } from './unit-words.ts';

/** Throws a Violation where systemd has not loaded a unit: what it says of others of that name means nothing. */
export function assertUnitsKnown(units: readonly UnitState[], where: string): { units: string } {
  const unknown = units.filter(({ load }) => load !== 'loaded');
  const [first] = unknown;
  if (first === undefined) return { units: namesOf(units) };
  throw new Violation({
    expected: `${namesOf(units)} loaded by systemd on ${where}`,
    actual: unknown.map(({ name, load }) => `${name} is ${load}`).join('; '),
    cause: causeOf(first),
    remedy: unknown.map(remedyFor).join('; '),
  });
}

function causeOf({ name, load }: UnitState): Cause {
  if (load === 'not-found')
    return {
      id: 'unit-unknown',
      sentence: `systemd has no ${name} there: it was never installed, or has another name`,
    };
  if (load === 'masked')
    return { id: 'unit-masked', sentence: `${name} is masked: systemd starts it for nobody until it is unmasked` };
  return { id: 'unit-unreadable', sentence: `systemd cannot use the file of ${name} (${load})` };
}

const remedyFor = ({ name, load }: UnitState): string =>
  load === 'masked'
    ? `sudo systemctl unmask ${name}`
    : load === 'not-found'
      ? `sudo systemctl status ${name}; systemctl list-unit-files '*${name.split('.')[0]}*'`
      : `systemd-analyze verify ${name}`;
