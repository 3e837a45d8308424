import type { Missing, Prerequisite, Purpose } from './prerequisite.ts';
import { prerequisites } from './prerequisites.ts';
import { thisMachine, type Machine } from './this-machine.ts';

/** What these purposes lack on this machine. Asks the file system only: under 10 ms. */
export function missing(purposes: readonly Purpose[], machine: Machine = thisMachine()): Missing[] {
  return prerequisites
    .filter(({ purpose }) => purposes.includes(purpose))
    .flatMap((prerequisite) => {
      const finding = prerequisite.find(machine);
      return 'path' in finding ? [] : [asMissing(prerequisite, finding)];
    });
}

/** The path of a prerequisite by its name; throws the sentence about what is missing. */
export function requirePrerequisite(name: string, machine: Machine = thisMachine()): string {
  const prerequisite = prerequisites.find((each) => each.name === name);
  if (prerequisite === undefined) throw new Error(`No prerequisite is called "${name}"; see prerequisites.ts.`);
  const finding = prerequisite.find(machine);
  if ('path' in finding) return finding.path;
  throw new Error(asMissing(prerequisite, finding).sentence);
}

function asMissing(prerequisite: Prerequisite, finding: { absent: string; misconfigured?: true }): Missing {
  const { name, why } = prerequisite;
  return {
    prerequisite,
    sentence: `${name} is missing (${finding.absent}): it ${why}.`,
    ...(finding.misconfigured ? { misconfigured: true } : {}),
  };
}

/** For a person: each sentence, and the command for each way to install things. Empty when nothing is missing. */
export const tellMissing = (all: readonly Missing[]): string =>
  all
    .flatMap(({ sentence, prerequisite }) => [sentence, ...commandsByHand(prerequisite).map((line) => `  ${line}`)])
    .join('\n');

export const commandsByHand = ({ byHand: { apt, brew, docker } }: Prerequisite): string[] => [
  `apt     ${apt}`,
  `brew    ${brew}`,
  `Docker  ${docker}`,
];
