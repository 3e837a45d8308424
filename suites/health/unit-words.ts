import { quoteForShell } from '../../harness/quote-for-shell.ts';
import type { UnitState } from '../../fixtures/machine/unit-state.ts';

type Named = Pick<UnitState, 'name'>;

/** `a.service, b.service and c.service` */
export function namesOf(units: readonly Named[]): string {
  const names = units.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The guide's own words (Troubleshooting) for each of them. */
export const statusCommands = (units: readonly Named[]): string[] =>
  units.flatMap(({ name }) => [
    `sudo systemctl status ${quoteForShell(name)}`,
    `sudo journalctl -u ${quoteForShell(name)} -n 50`,
  ]);
