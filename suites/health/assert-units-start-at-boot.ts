import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import { Violation } from '../../harness/violation.ts';
import { namesOf } from './unit-words.ts';

/** Throws a Violation where nothing starts a unit when its machine boots. */
export function assertUnitsStartAtBoot(units: readonly UnitState[], where: string): void {
  const left = units.filter((unit) => !startsAtBoot(unit));
  const [first] = left;
  if (first === undefined) return;
  throw new Violation({
    expected: `${namesOf(units)} enabled on ${where}`,
    actual: left.map(({ name, file }) => `${name} is ${file || 'started by no other unit'}`).join('; '),
    cause: {
      id: 'not-enabled',
      sentence:
        first.file === 'enabled-runtime'
          ? `${first.name} is enabled until the next boot only (--runtime)`
          : `nothing starts ${namesOf(left)} when the machine boots: after the next one somebody has to do it by hand`,
    },
    remedy: left.map(remedyFor).join('; '),
  });
}

/** Enabled, or wanted by a unit that is: what has no [Install] section (static) may be started by another one's. */
const startsAtBoot = ({ file, startedWith }: UnitState): boolean =>
  file !== 'enabled-runtime' && file !== 'disabled' && (file === 'enabled' || startedWith.length > 0);

const remedyFor = ({ name, file }: UnitState): string =>
  file === 'static'
    ? `add [Install] with WantedBy=multi-user.target to its file (sudo systemctl edit --full ${name}), then sudo systemctl enable ${name}`
    : `sudo systemctl enable ${name}`;
