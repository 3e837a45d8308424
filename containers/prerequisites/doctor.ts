import { execFile } from 'node:child_process';
import { diesWithParent } from '../with-processes/dies-with-parent.ts';
import { commandsByHand } from './missing.ts';
import { purposes, type Finding, type Prerequisite, type Purpose } from './prerequisite.ts';
import { prerequisites } from './prerequisites.ts';
import { thisMachine, type Machine } from './this-machine.ts';

/** One line of what a machine has. */
export type DoctorRow = {
  name: string;
  purpose: Purpose | 'everything';
  /** The versions that will do: "2.x", "any". */
  needed: string;
  /** Its path. */
  found?: string;
  version?: string;
  /** What was looked for in vain, where it is missing. */
  missing?: string;
  /** The command for each way to install things, where it is missing. */
  howToGet?: readonly string[];
};

/** What this machine has of all that the project uses. Starts each program once, for its version. */
export async function doctor(
  asked: readonly Purpose[] = purposes,
  machine: Machine = thisMachine(),
): Promise<DoctorRow[]> {
  const ours = prerequisites.filter(({ purpose }) => asked.includes(purpose));
  const rows = ours.map((prerequisite) => rowOf(prerequisite, prerequisite.find(machine)));
  return [ourNode, ...(await Promise.all(rows))];
}

/** Without it nobody would read this. */
const ourNode: DoctorRow = {
  name: 'Node',
  purpose: 'everything',
  needed: '24+',
  found: process.execPath,
  version: process.versions.node,
};

async function rowOf(prerequisite: Prerequisite, finding: Finding): Promise<DoctorRow> {
  const { name, purpose, needed, versionArguments } = prerequisite;
  if ('absent' in finding)
    return {
      name,
      purpose,
      needed,
      missing: finding.absent,
      howToGet: [`here    ./medcor-verify doctor --install --for ${purpose}`, ...commandsByHand(prerequisite)],
    };
  const found = finding.path;
  // RabbitMQ says its version only once it has booted; its folder's name does at once.
  const version = parseVersion(versionArguments ? await said(found, versionArguments) : found);
  return { name, purpose, needed, found, ...(version === undefined ? {} : { version }) };
}

const parseVersion = (text: string): string | undefined => /\d+\.\d+(?:\.\d+)*/.exec(text)?.[0];

/** Both outputs: nginx tells its version on standard error. */
const said = (file: string, parameters: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const dying = diesWithParent({ file, arguments: parameters, onParentDeath: 'KILL' });
    execFile(...dying, { timeout: 10_000 }, (_error, out, complaint) => resolve(`${out}\n${complaint}`));
  });
