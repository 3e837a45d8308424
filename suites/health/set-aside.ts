import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import type { Observations } from '../../harness/check.ts';
import { asOne, type Violation } from '../../harness/violation.ts';

/** What another check tells, by its id, and how. */
export type ToldBy<Thing> = { id: string; tells: (thing: Thing) => boolean; violation: () => Violation };

/** What a check judges itself; `leave` ends it where others tell of some, though all of the rest is well. */
export type SetAside<Thing> = { rest: Thing[]; leave: (observed?: Observations) => Observations };

/** Sets aside what other checks tell (`defersTo`), so that the rest is judged beside it. Throws BlockedBy at once where there is no rest. */
export function setAside<Thing>(things: readonly Thing[], toldBy: readonly ToldBy<Thing>[]): SetAside<Thing> {
  const telling = toldBy.filter(({ tells }) => things.some(tells));
  const rest = things.filter((thing) => !telling.some(({ tells }) => tells(thing)));
  const leave = (observed: Observations = {}): Observations => {
    const [first, ...others] = telling;
    if (first === undefined) return observed;
    throw new BlockedBy(
      leftTo(
        telling.map(({ id }) => id),
        asOne([first.violation(), ...others.map(({ violation }) => violation())]),
      ),
    );
  };
  if (rest.length === 0) leave();
  return { rest, leave };
}
