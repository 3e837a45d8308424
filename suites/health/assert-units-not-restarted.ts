import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import type { UnitStates } from '../../fixtures/machine/units-client.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { setAsideInactive } from './inactive-units.ts';
import { onMachine } from './on-machine.ts';
import { namesOf, statusCommands } from './unit-words.ts';

/** Throws a Violation where systemd had to start a service again by itself since somebody started it; NotOffered where it does not count. */
export function assertUnitsNotRestarted(states: UnitStates, where: string): Observations {
  const { rest: units, leave } = setAsideInactive(states, where);
  const services = units.filter(({ isService }) => isService);
  if (services.length === 0) throw new NotOffered(`none of the units is a service: ${namesOf(units)}`);
  if (services.some(({ restarts }) => restarts === undefined))
    throw new NotOffered(
      `systemd on ${where} is older than 235 and does not count how often it restarts a service (NRestarts)`,
    );
  const restarted = services.filter(({ restarts = 0 }) => restarts > 0);
  const [first, ...others] = restarted.map(causeOf);
  if (first === undefined) return leave();
  throw new Violation({
    expected: `${namesOf(units)} still running on ${where} as they were started`,
    actual: restarted.map(seenOf).join('; '),
    cause: first,
    besides: others,
    remedy: `${onMachine(where, statusCommands(restarted))}; once it is understood: ${restarted.map(({ name }) => `sudo systemctl reset-failed ${quoteForShell(name)}`).join('; ')} (counts from 0 again; systemd does not tell over which time it counted, so ask again to see whether it goes on)`,
  });
}

const causeOf = ({ name }: UnitState): Cause => ({
  id: 'restarted',
  of: name,
  sentence: `${name} died since it was last started by hand, and systemd started it again: what it was doing is lost, and it may die again`,
});

const seenOf = ({ name, restarts = 0, startedAt }: UnitState): string =>
  `${name} has ${counted(restarts, 'restart')} by systemd${startedAt === undefined ? '' : `, the last at ${startedAt.toISOString().slice(0, 19)}Z`}`;
