import { join } from 'node:path';
import { readEnvironment, type Environment } from '../../targets/read-environment.ts';

/** Where programs are looked for: a value, so that a test can hand over a machine of its own. */
export type Machine = {
  /** Folders of programs, in this order. */
  searchPath: readonly string[];
  /** `/`, in front of every place outside the search path. */
  systemRoot: string;
  projectRoot: string;
  k6Binary?: string;
  chromiumPath?: string;
};

export const projectRoot = join(import.meta.dirname, '..', '..');

export const thisMachine = (environment: Environment = readEnvironment()): Machine => ({
  searchPath: [...new Set([...environment.path, ...systemFolders])],
  systemRoot: '/',
  projectRoot,
  ...(environment.k6Binary ? { k6Binary: environment.k6Binary } : {}),
  ...(environment.chromiumPath ? { chromiumPath: environment.chromiumPath } : {}),
});

/** A person's PATH lacks /usr/sbin on Debian; a service's PATH lacks Homebrew's folders. */
const systemFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/bin',
  '/snap/bin',
];

/** Where what we build goes; ignored by git, removed by `make clean`. */
export const toolsFolder = (machine: Machine): string => join(machine.projectRoot, '.tools');
