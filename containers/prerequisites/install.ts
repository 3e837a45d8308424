import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages, wayToInstall } from './install-debian-packages.ts';
import { missing } from './missing.ts';
import type { Missing, Prerequisite } from './prerequisite.ts';
import { seconds } from './seconds.ts';
import { thisMachine, type Machine } from './this-machine.ts';

export type InstallOptions = {
  machine?: Machine;
  /** One line for a person: what is installed and why. */
  onProgress?: (line: string) => void;
};

/**
 * Installs what is missing and returns what then still is, each with the reason in its sentence. Never throws: only what needs the
 * rest has to do without.
 */
export async function install(wanted: readonly Missing[], options: InstallOptions = {}): Promise<Missing[]> {
  if (wanted.length === 0) return [];
  const { machine = thisMachine(), onProgress = () => undefined } = options;
  const all = wanted.filter(({ misconfigured }) => misconfigured === undefined).map((each) => each.prerequisite);
  // Side by side: packages wait for the network, builds for the processor. A build that needs a package queues behind the others.
  const failures = new Map<Prerequisite, string>();
  const work = { machine, onProgress, failures };
  await Promise.all([installPackages(all, work), runBuilds(all, work)]);
  const names = new Set(wanted.map(({ prerequisite }) => prerequisite.name));
  return missing(
    wanted.map(({ prerequisite }) => prerequisite.purpose),
    machine,
  )
    .filter(({ prerequisite }) => names.has(prerequisite.name))
    .map((still) => withReason(still, failures.get(still.prerequisite)));
}

type Work = Required<InstallOptions> & { failures: Map<Prerequisite, string> };

async function installPackages(all: readonly Prerequisite[], { machine, onProgress, failures }: Work): Promise<void> {
  const packaged = all.filter(({ install: how }) => 'packages' in how);
  if (packaged.length === 0) return;
  const { asRoot, impossible } = wayToInstall(machine);
  if (impossible === undefined) {
    const how = asRoot.length === 0 ? 'apt-get' : 'sudo apt-get';
    for (const { name, why } of packaged) onProgress(`installing ${name} (${how}): it ${why}`);
  }
  const took = seconds();
  try {
    await installDebianPackages(
      packaged.flatMap((each) => packagesOf(each, machine)),
      machine,
    );
    onProgress(`the packages are installed; none of their services was started (${took()})`);
  } catch (error) {
    for (const each of packaged) failures.set(each, messageOf(error));
  }
}

async function runBuilds(all: readonly Prerequisite[], { machine, onProgress, failures }: Work): Promise<void> {
  for (const each of all) {
    if (!('build' in each.install)) continue;
    try {
      await each.install.build({ machine, onProgress });
    } catch (error) {
      failures.set(each, messageOf(error));
    }
  }
}

function packagesOf({ install: how }: Prerequisite, machine: Machine): readonly string[] {
  if (!('packages' in how)) return [];
  return (isUbuntu(machine) ? how.packagesOnUbuntu : undefined) ?? how.packages;
}

function isUbuntu({ systemRoot }: Machine): boolean {
  try {
    return /^ID(_LIKE)?=.*ubuntu/m.test(readFileSync(join(systemRoot, 'etc/os-release'), 'utf8'));
  } catch {
    return false;
  }
}

const withReason = (still: Missing, reason: string | undefined): Missing =>
  reason === undefined ? still : { ...still, sentence: `${still.sentence} It could not be installed: ${reason}` };

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
