import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { onMachine } from './on-machine.ts';
import { setAside, type SetAside, type ToldBy } from './set-aside.ts';
import { namesOf } from './unit-words.ts';
import { explainedByEndOf, fromTheBottomUp } from './what-it-runs.ts';

/** What systemd has not loaded: what it says of such a unit means nothing. */
export const isUnknown = ({ load }: UnitState): boolean => load !== 'loaded';

/** The Violation where systemd does not know one of these, as health.units-are-known tells it. */
export function unknownAmong(units: readonly UnitState[], where: string): Violation | undefined {
  const unknown = fromTheBottomUp(units.filter(isUnknown), ({ name }) => name);
  const [first, ...others] = unknown;
  if (first === undefined) return undefined;
  return new Violation({
    expected: `${namesOf(units)} loaded by systemd on ${where}`,
    actual: unknown.map(({ name, load }) => `${name} is ${load}`).join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
    remedy: onMachine(where, unknown.map(remedyFor)),
  });
}

export const toldAsUnknown = (units: readonly UnitState[], where: string): ToldBy<UnitState>[] => {
  const violation = unknownAmong(units, where);
  return violation ? [{ id: 'health.units-are-known', tells: isUnknown, violation: () => violation }] : [];
};

/** The units that systemd knows. */
export const setAsideUnknown = (units: readonly UnitState[], where: string): SetAside<UnitState> =>
  setAside(units, toldAsUnknown(units, where));

function causeOf(unit: UnitState): Cause {
  return { ...troubleOf(unit), ...explainedByEndOf(unit.name) };
}

function troubleOf({ name, load }: UnitState): Cause {
  if (load === 'not-found')
    return {
      id: 'unit-unknown',
      of: name,
      sentence: `systemd has no ${name} there: it was never installed, or has another name`,
    };
  if (load === 'masked')
    return {
      id: 'unit-masked',
      of: name,
      sentence: `${name} is masked: systemd starts it for nobody until it is unmasked`,
    };
  return { id: 'unit-unreadable', of: name, sentence: `systemd cannot use the file of ${name} (${load})` };
}

const remedyFor = ({ name, load }: UnitState): string =>
  load === 'masked'
    ? `sudo systemctl unmask ${quoteForShell(name)}`
    : load === 'not-found'
      ? `sudo systemctl status ${quoteForShell(name)}; systemctl list-unit-files ${quoteForShell(`*${name.split('.')[0]}*`)}`
      : `systemd-analyze verify ${quoteForShell(name)}`;
