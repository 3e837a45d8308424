import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import type { UnitsClient } from '../../fixtures/machine/units-client.ts';

/** What every boot of a server reaches (bootup(7)); graphical.target is none of them unless it is the default. */
const ofEveryBoot: ReadonlySet<string> = new Set([
  'default.target',
  'multi-user.target',
  'basic.target',
  'sysinit.target',
  'sockets.target',
  'timers.target',
  'paths.target',
  'local-fs.target',
  'remote-fs.target',
]);

/** A target of the deployment, what starts that one, and one more. */
const mostRounds = 3;

/** These units and those that start them, asked for only as far as no target of every boot is reached. */
export async function withTheirStarters(
  units: readonly UnitState[],
  show: UnitsClient['show'],
  rounds = mostRounds,
): Promise<readonly UnitState[]> {
  const known = new Set(units.flatMap(({ name, names }) => [name, ...names]));
  const wanting = units.filter((unit) => unit.load === 'loaded' && !isReachedAtBoot(unit, units)).flatMap(startersOf);
  const unknown = [...new Set(wanting)].filter((name) => !known.has(name));
  if (unknown.length === 0 || rounds === 0) return units;
  return withTheirStarters([...units, ...(await show(unknown))], show, rounds - 1);
}

/** Whether a boot starts it: with a target that each boot reaches, or with another of `known` that is started itself. */
export function isReachedAtBoot(unit: UnitState, known: readonly UnitState[], passed: readonly string[] = []): boolean {
  if (unit.load !== 'loaded' || passed.includes(unit.id)) return false;
  if (unit.names.includes('default.target') || ofEveryBoot.has(unit.id)) return true;
  return startersOf(unit).some((name) => {
    if (ofEveryBoot.has(name)) return true;
    const starter = known.find(({ id, names }) => id === name || names.includes(name));
    return starter !== undefined && isReachedAtBoot(starter, known, [...passed, unit.id]);
  });
}

/** The units that start it, but for links that the next boot does not find. */
export function startersOf({ file, startedWith, triggeredBy }: UnitState): string[] {
  if (file === 'enabled-runtime') return triggeredBy;
  // Somebody has disabled it, and systemd has not read that yet.
  const stays = file === 'disabled' ? startedWith.filter((name) => !ofEveryBoot.has(name)) : startedWith;
  return [...stays, ...triggeredBy];
}
