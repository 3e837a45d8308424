import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultName } from '../../contract/faults.ts';
import type { Deployment } from '../../targets/deployment.ts';
import type { RunningService } from '../stack.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { stateRoot } from './state-directory.ts';

/** A stack that stays, as its owner has noted it down. Holds credentials: nobody else may read it. */
export type UpStack = {
  name: string;
  /** The process that ends the stack when it is told to, or dies. */
  owner: ProcessIdentity;
  /** ISO 8601. */
  since: string;
  deployment: Deployment;
  /** How it was made sick. */
  fault?: FaultName;
  services: (Pick<RunningService, 'name' | 'pid' | 'container' | 'logFile'> & { running: boolean })[];
};

/** Throws when a stack of this name is up, also if that has come up in the same moment. */
export async function noteUp(stack: UpStack): Promise<AsyncDisposable> {
  const note = pathOf(stack.name);
  const draft = `${note}.${process.pid}`;
  await writeFile(draft, JSON.stringify(stack), { mode: 0o600 });
  try {
    await link(draft, note);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(isUpAlready(stack.name), { cause: error });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(note, { force: true }) };
}

export const isUpAlready = (name: string): string =>
  `A stack called "${name}" is up already. See it: ./medcor-verify status. End it: ./medcor-verify down.`;

/** Undefined when there is none of that name, or its owner is dead. */
export async function findUp(name: string): Promise<UpStack | undefined> {
  const note = await readFile(pathOf(name), 'utf8').catch(() => undefined);
  if (note === undefined) return undefined;
  const stack = JSON.parse(note) as UpStack;
  if (!isAlive(stack.owner)) return undefined;
  const services = stack.services.map((service) => ({ ...service, running: identityOf(service.pid) !== undefined }));
  return { ...stack, services };
}

export async function listUp(): Promise<UpStack[]> {
  const notes = (await readdir(join(stateRoot(), 'up'))).filter((name) => name.endsWith('.json'));
  const found = await Promise.all(notes.map((note) => findUp(note.slice(0, -'.json'.length))));
  return found.filter((stack) => stack !== undefined);
}

function pathOf(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new Error(`"${name}" cannot name a stack: letters, digits, "-" and "_" only.`);
  return join(stateRoot(), 'up', `${name}.json`);
}
