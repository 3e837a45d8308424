import type { UnitErrors } from '../../fixtures/machine/journal.ts';
import type { UnitStates, UnitsClient } from '../../fixtures/machine/units-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { setAsideInactive } from './inactive-units.ts';
import { onMachine } from './on-machine.ts';
import { namesOf } from './unit-words.ts';

/** Throws a Violation where units have logged errors since they were started; how many, and never what. */
export async function assertNoErrorsLogged(
  states: UnitStates,
  { where, errors: errorsOf }: Pick<UnitsClient, 'where' | 'errors'>,
): Promise<Observations> {
  const { rest, leave } = setAsideInactive(states, where);
  const units = await errorsOf(rest);
  const loud = units.filter(({ errors }) => errors > 0);
  const [first, ...others] = loud.map(causeOf);
  if (first === undefined) return leave({ since: sinceWhen(units) });
  throw new Violation({
    expected: `nothing of priority err or worse in the journal of ${namesOf(units)} on ${where} since they were started`,
    actual: loud.map(seenOf).join('; '),
    cause: first,
    besides: others,
    remedy: `${onMachine(
      where,
      loud.map(({ name }) => `sudo journalctl -u ${name} -p err -n 50`),
    )} (they are counted here, and told nowhere)`,
  });
}

const causeOf = ({ name }: UnitErrors): Cause => ({
  id: 'errors-logged',
  of: name,
  sentence: `${name} reports errors to the journal`,
});

const seenOf = ({ name, errors, isAll }: UnitErrors): string =>
  `${name}: ${isAll ? counted(errors, 'error') : `${errors} errors and more`}`;

/** What has been removed from the journal by now may have held some. */
function sinceWhen(units: readonly UnitErrors[]): string {
  const cut = units.filter(({ reachesStart }) => !reachesStart);
  return cut.length === 0
    ? 'their start'
    : `their start, but for ${namesOf(cut)}: the journal no longer reaches back to it`;
}
