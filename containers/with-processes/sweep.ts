import { readdir, readFile, readlink, rename, rm, unlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { endProcessesIn } from './processes-in.ts';
import { removeShare } from './share-of-services.ts';
import { removeSegments } from './shared-memory.ts';
import { containersNote, ownerFile, releasePorts, stateRoot } from './state-directory.ts';

/**
 * Removes what owners left that are gone: processes, folders (with browser profiles in them), claims of ports, System V segments
 * and the notes of stacks that were to stay. Never touches what a living owner has. Returns what it removed, in words.
 */
export async function sweep(): Promise<string[]> {
  const root = stateRoot();
  const removed: string[] = [];
  for (const name of await readdir(root)) {
    if (name.startsWith(sweptPrefix)) await rm(join(root, name), { recursive: true, force: true });
    if (!/^\d+-[0-9a-f]+$/.test(name) || (await ownerLives(root, name))) continue;
    const folder = join(root, name);
    for (const pid of await endProcessesIn(folder)) removed.push(`process ${pid}`);
    for (const id of await removeSegments(join(folder, 'postgres', 'data'))) removed.push(`System V segment ${id}`);
    removed.push(...(await removeShare(folder)), ...(await removeNotedContainers(folder, name)));
    // Of two that sweep at once only one succeeds here, and has the rest to do.
    const gone = join(root, `${sweptPrefix}${name}`);
    if (!(await isRenamed(folder, gone))) continue;
    for (const port of await releasePorts(root, name)) removed.push(`claim of port ${port}`);
    await rm(gone, { recursive: true, force: true, maxRetries: 3 });
    removed.push(`folder ${folder}`);
  }
  for (const port of await releaseOrphanedPorts(root)) removed.push(`claim of port ${port}`);
  for (const note of await removeNotesOfTheDead(root)) removed.push(`note ${note}`);
  return removed;
}

/** Loaded only where there are some: it speaks to an engine. */
async function removeNotedContainers(folder: string, owner: string): Promise<string[]> {
  if (!existsSync(join(folder, containersNote))) return [];
  const { removeNoted } = await import('../with-testcontainers/owned.ts');
  return removeNoted(folder, owner);
}

const isRenamed = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    () => false,
  );

const sweptPrefix = 'swept-';

async function ownerLives(root: string, name: string): Promise<boolean> {
  const note = await readFile(join(root, name, ownerFile), 'utf8').catch(() => '');
  const owner = parsed(note);
  // A folder that is being made has no note yet.
  if (owner === undefined) return identityOf(Number.parseInt(name, 10)) !== undefined;
  return isAlive(owner);
}

async function releaseOrphanedPorts(root: string): Promise<number[]> {
  const owners = new Set((await readdir(root)).map((name) => name.replace(sweptPrefix, '')));
  const released: number[] = [];
  for (const port of await readdir(join(root, 'ports'))) {
    const owner = await readlink(join(root, 'ports', port)).catch(() => undefined);
    if (owner !== undefined && !owners.has(owner)) released.push(...(await releasePorts(root, owner)));
  }
  return released;
}

async function removeNotesOfTheDead(root: string): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await readdir(join(root, 'up'))) {
    const path = join(root, 'up', name);
    const owner = parsed(await readFile(path, 'utf8').catch(() => ''));
    if (owner === undefined || isAlive(owner)) continue;
    await unlink(path).catch(() => undefined);
    removed.push(path);
  }
  return removed;
}

function parsed(note: string): ProcessIdentity | undefined {
  try {
    const { owner } = JSON.parse(note) as { owner: ProcessIdentity };
    return owner;
  } catch {
    return undefined;
  }
}
