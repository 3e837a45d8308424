import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import type { UnitsClient } from '../../fixtures/machine/units-client.ts';
import type { Observations } from '../../harness/check.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { onMachine } from './on-machine.ts';
import { isReachedAtBoot, startersOf, withTheirStarters } from './started-at-boot.ts';
import { namesOf } from './unit-words.ts';
import { setAsideUnknown } from './unknown-units.ts';

/** Throws a Violation where nothing starts a unit when its machine boots. Asks for the units that start them only where those may not be started either. */
export async function assertUnitsStartAtBoot(
  all: readonly UnitState[],
  { where, show }: Pick<UnitsClient, 'where' | 'show'>,
): Promise<Observations> {
  const { rest: units, leave } = setAsideUnknown(all, where);
  const known = await withTheirStarters(units, show);
  const left = units.filter((unit) => !isReachedAtBoot(unit, known));
  const [first, ...others] = left.map(causeOf);
  if (first === undefined) return leave();
  throw new Violation({
    expected: `${namesOf(units)} enabled on ${where}`,
    actual: left.map(seenOf).join('; '),
    cause: first,
    besides: others,
    remedy: onMachine(where, left.map(remedyFor)),
  });
}

const causeOf = ({ name, file }: UnitState): Cause => ({
  id: 'not-enabled',
  of: name,
  sentence:
    file === 'enabled-runtime'
      ? `${name} is enabled until the next boot only (--runtime)`
      : `nothing starts ${name} when the machine boots: after the next one somebody has to do it by hand`,
});

/** "celery.service is enabled, to start with medcor.target, which nothing starts" */
function seenOf(unit: UnitState): string {
  const starters = startersOf(unit);
  const state = `${unit.name} is ${unit.file || 'started by no other unit'}`;
  if (starters.length > 0) return `${state}, to start with ${starters.join(', ')}, which nothing starts`;
  return unit.file === 'enabled' ? `${state}, to start with a unit that systemd has not loaded` : state;
}

function remedyFor(unit: UnitState): string {
  const { name, file } = unit;
  const starters = startersOf(unit);
  if (starters.length > 0) return `sudo systemctl enable ${starters.map(quoteForShell).join(' ')}`;
  if (file === 'enabled')
    return `systemctl cat ${quoteForShell(name)} (it is started with the unit of WantedBy= in its [Install] section), then sudo systemctl enable that one`;
  return file === 'static'
    ? `add [Install] with WantedBy=multi-user.target to its file (sudo systemctl edit --full ${quoteForShell(name)}), then sudo systemctl enable ${quoteForShell(name)}`
    : `sudo systemctl enable ${quoteForShell(name)}`;
}
