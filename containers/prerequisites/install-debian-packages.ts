import { join } from 'node:path';
import { findInFolders } from './find-program.ts';
import { runQuietly } from './run-quietly.ts';
import type { Machine } from './this-machine.ts';

/** Throws an Error that says why not: no apt-get here, no right to use it, or what it said. */
export async function installDebianPackages(packages: readonly string[], machine: Machine): Promise<void> {
  const { asRoot, impossible } = wayToInstall(machine);
  if (impossible !== undefined) throw new Error(impossible);
  const [file = '', ...parameters] = [...asRoot, join(import.meta.dirname, 'install-debian-packages.sh'), ...packages];
  await runQuietly(file, parameters);
}

/** What stands in front of a command that root has to run: nothing for root, else sudo. */
export function wayToInstall(machine: Machine, isRoot = process.getuid?.() === 0): Way {
  const at = (name: string) => findInFolders(name, machine.searchPath);
  if (at('apt-get') === undefined) return { asRoot: [], impossible: 'there is no apt-get on this system.' };
  if (isRoot) return { asRoot: [] };
  const sudo = at('sudo');
  if (sudo !== undefined) return { asRoot: [sudo] };
  return { asRoot: [], impossible: 'installing packages needs root, and there is no sudo.' };
}

type Way = { asRoot: readonly string[]; impossible?: string };
