import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultName } from '../../contract/faults.ts';
import type { Deployment } from '../../targets/deployment.ts';
import type { Engine } from '../engine/engine.ts';
import type { ImageSetName } from '../images/image-sets.ts';
import type { RunningService } from '../stack.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { nameOfKey } from './own-stack-name.ts';
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
  /** That of its containers. */
  engine?: Engine;
  /** What its containers were made from. */
  images?: ImageSetName;
  services: UpService[];
};

export type UpService = Pick<RunningService, 'name' | 'pid' | 'container' | 'logFile' | 'address' | 'version'> & {
  /** Of the process of this number that is the service's. */
  startedAt?: string;
  running: boolean;
  /** When its owner noticed that it had ended (ISO 8601), and how, as the rest of a sentence. */
  ended?: { at: string; how: string };
};

/** The note of a stack, until its end. */
export type UpNote = AsyncDisposable & {
  /** Notes down what has changed meanwhile. */
  rewrite: (stack: UpStack) => Promise<void>;
};

/** Throws when a stack of this name is up, also if that has come up in the same moment. */
export async function noteUp(stack: UpStack): Promise<UpNote> {
  const note = pathOf(stack.name);
  const draft = `${note}.${process.pid}`;
  const write = (content: UpStack) => writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    await write(stack);
    await link(draft, note);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(isUpAlready(stack.name), { cause: error });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  let last: Promise<void> = Promise.resolve();
  return {
    rewrite(content) {
      const before = last;
      const inTurn = async (): Promise<void> => {
        await before;
        await write(content);
        await rename(draft, note);
      };
      return (last = inTurn());
    },
    async [Symbol.asyncDispose]() {
      await last;
      await rm(note, { force: true });
    },
  };
}

export const isUpAlready = (name: string): string =>
  `A stack called "${nameOfKey(name) ?? name}" is up already. See it: ./medcor-verify status. End it: ./medcor-verify down.`;

/** Undefined when there is none of that name, or its owner is dead. */
export async function findUp(name: string): Promise<UpStack | undefined> {
  const note = await readFile(pathOf(name), 'utf8').catch(() => undefined);
  if (note === undefined) return undefined;
  const stack = JSON.parse(note) as UpStack;
  if (!isAlive(stack.owner)) return undefined;
  const services = stack.services.map((service) => ({ ...service, running: isRunning(service) }));
  return { ...stack, services };
}

/** Another process may have its number by now. */
const isRunning = ({ pid, startedAt }: UpService): boolean => {
  const identity = identityOf(pid);
  return identity !== undefined && (startedAt === undefined || identity.startedAt === startedAt);
};

/** Of every clone of the project. */
export async function listUp(): Promise<UpStack[]> {
  const notes = (await readdir(join(stateRoot(), 'up'))).filter((name) => name.endsWith('.json'));
  const found = await Promise.all(notes.map((note) => findUp(note.slice(0, -'.json'.length))));
  return found.filter((stack) => stack !== undefined);
}

function pathOf(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new Error(`"${name}" cannot name a stack: letters, digits, "-" and "_" only.`);
  return join(stateRoot(), 'up', `${name}.json`);
}
