import type { FaultFacts } from '../../contract/faults.ts';
import { areaOf, type CheckFacts } from '../../harness/check.ts';
import { promisedKills } from './compare.ts';

type Faults = Readonly<Record<string, FaultFacts>>;

/** What the list of checks and the list of faults leave unproven, each a sentence; nothing is asked for it. */
export const gapsInProof = (checks: readonly CheckFacts[], faults: Faults): string[] => [
  ...checks
    .filter((check) => Object.keys(check.refutedBy).length === 0)
    .map((check) => `${check.id} has never been seen red: no fault refutes it`),
  ...checks.flatMap((check) =>
    Object.keys(check.refutedBy)
      .filter((fault) => !Object.hasOwn(faults, fault))
      .map((fault) => `${check.id} names the fault ${fault}, which contract/faults.ts does not know`),
  ),
  ...Object.keys(faults)
    .filter((fault) => promisedKills(checks, fault).length === 0)
    .map((fault) => `the fault ${fault} is noticed by no check`),
  ...Object.entries(faults)
    .filter(([, { area }]) => !checks.some(({ id }) => areaOf(id) === area))
    .map(([fault, { area }]) => `the fault ${fault} belongs to the area ${area}, which has no check`),
  ...checksAlike(checks),
  ...faultsAlike(checks, faults),
];

/** Two checks that no fault tells apart are one check. */
const checksAlike = (checks: readonly CheckFacts[]): string[] =>
  groupsAlike(checks, ({ refutedBy }) => Object.keys(refutedBy).sort()).map(
    (alike) => `no fault tells ${alike.map(({ id }) => id).join(' and ')} apart: none turns only one of them red`,
  );

/** Two faults that turn the same checks red for the same causes prove one thing twice, unless a reason says what the later one adds. */
function faultsAlike(checks: readonly CheckFacts[], faults: Faults): string[] {
  const names = Object.keys(faults);
  const firstLike = new Map(
    groupsAlike(names, (name) => promisedKills(checks, name)).flatMap(([first, ...others]) =>
      others.map((name) => [name, first]),
    ),
  );
  return names.flatMap((name) => {
    const first = firstLike.get(name);
    const hasReason = faults[name]?.besides !== undefined;
    if (first !== undefined && !hasReason)
      return [
        `the fault ${name} turns the same checks red for the same causes as ${first}: drop one, or say in its "besides" what it adds`,
      ];
    if (first === undefined && hasReason)
      return [`the fault ${name} says what it adds besides others, and none is like it`];
    return [];
  });
}

/** Those that share a signature, in groups of two and more. An empty signature is a gap of its own. */
function groupsAlike<Thing>(things: readonly Thing[], signatureOf: (thing: Thing) => readonly unknown[]): Thing[][] {
  const signed = things.filter((thing) => signatureOf(thing).length > 0);
  const groups = Map.groupBy(signed, (thing) => JSON.stringify(signatureOf(thing)));
  return [...groups.values()].filter((group) => group.length > 1);
}
