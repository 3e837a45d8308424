import { lstatSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { celeryEnvironment } from './find-celery.ts';
import { findInFolders } from './find-program.ts';
import { installDebianPackages } from './install-debian-packages.ts';
import type { Build } from './prerequisite.ts';
import { runQuietly } from './run-quietly.ts';
import { seconds } from './seconds.ts';
import type { Machine } from './this-machine.ts';

/** A virtual environment with the Celery that we pin, for tests of our own code against a real worker. */
export const createCeleryEnvironment: Build = async ({ machine, onProgress }) => {
  const { folder, python, stamp, requirements } = celeryEnvironment(machine);
  // Whoever put a link here owns what it points to: making room for ours would empty that.
  if (isLink(folder)) throw new Error(`${folder} is a link that is not ours. Remove the link and ask again.`);
  const system = (await suitablePython(machine)) ?? (await installedPython(machine, onProgress));
  onProgress('creating .tools/celery-5.6: the real Celery that our worker and client are tested against …');
  const took = seconds();
  await rm(folder, { recursive: true, force: true });
  await runQuietly(system, ['-m', 'venv', folder]);
  await runQuietly(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  await copyFile(requirements, stamp);
  onProgress(`Celery 5.6 is in .tools/celery-5.6 (${took()})`);
};

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

async function suitablePython({ searchPath }: Machine): Promise<string | undefined> {
  const python = findInFolders('python3', searchPath);
  if (python === undefined) return undefined;
  // ensurepip: Debian leaves it out of python3, and venv cannot do without. 3.10: kombu, amqp and billiard ask for it.
  const question = 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 10))';
  return runQuietly(python, ['-c', question]).then(
    () => python,
    () => undefined,
  );
}

async function installedPython(machine: Machine, onProgress: (line: string) => void): Promise<string> {
  onProgress('installing python3-venv: it makes the virtual environment for Celery …');
  await installDebianPackages(['python3-venv'], machine);
  const systemFirst = { ...machine, searchPath: ['/usr/bin', ...machine.searchPath] };
  const python = await suitablePython(systemFirst);
  if (python === undefined) throw new Error('it needs a python3 of at least 3.10 with venv.');
  return python;
}
