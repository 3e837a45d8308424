import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { Violation } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { namesOf, statusCommands } from './unit-words.ts';

/** Throws a Violation where systemd had to start a service again by itself since somebody started it. */
export function assertUnitsNotRestarted(units: readonly UnitState[], where: string): void {
  const restarted = units.filter(({ restarts }) => restarts > 0);
  if (restarted.length === 0) return;
  throw new Violation({
    expected: `${namesOf(units)} still running on ${where} as they were started`,
    actual: restarted.map(seenOf).join('; '),
    cause: {
      id: 'restarted',
      sentence: `${namesOf(restarted)} died since it was last started by hand, and systemd started it again: what it was doing is lost, and it may die again`,
    },
    // Read without following: the reason lies some time back.
    remedy: `${statusCommands(restarted)}; once it is understood: ${restarted.map(({ name }) => `sudo systemctl reset-failed ${name}`).join('; ')} (counts from 0 again)`,
  });
}

const seenOf = ({ name, restarts, startedAt }: UnitState): string =>
  `${name} has ${counted(restarts, 'restart')} by systemd${startedAt === undefined ? '' : `, the last at ${startedAt.toISOString().slice(0, 19)}Z`}`;
