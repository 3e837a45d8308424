import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readlink, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { identityOf } from './process-identity.ts';
import { endProcessesIn } from './processes-in.ts';

/** A folder of this process for one stack or set of services, with the ports it has claimed. Removed at its end. */
export type OwnDirectory = AsyncDisposable & { name: string; path: string };

/** As root the database runs as another user, who has to pass through our folders, but cannot list them. */
const mode = process.getuid?.() === 0 ? 0o711 : 0o700;

/**
 * Where everything lies that we put on this machine: `<pid>-<random>/` for each owner, `ports/` with the claimed ones, `up/` with
 * the stacks that stay. Throws a sentence when the folder belongs to somebody else.
 */
export function stateRoot(): string {
  // Real, because it is compared with the folders that processes run in.
  const root = join(realpathSync(tmpdir()), `medcor-verify-${userInfo().uid}`);
  mkdirSync(root, { recursive: true, mode });
  const found = lstatSync(root);
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o022) !== 0) {
    throw new Error(
      `${root} is not a folder that only you can write to. Remove it, or set TMPDIR to a folder of yours.`,
    );
  }
  for (const part of ['ports', 'up']) mkdirSync(join(root, part), { recursive: true, mode: 0o700 });
  return root;
}

export const ownerFile = 'owner.json';

/** Where an owner notes down that it has containers, and in which engine. */
export const containersNote = 'containers.json';

export async function claimDirectory(): Promise<OwnDirectory> {
  const root = stateRoot();
  // Short: the path of a socket inside may have 107 bytes.
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const path = join(root, name);
  await mkdir(path, { mode });
  await writeFile(join(path, ownerFile), JSON.stringify({ owner: identityOf(process.pid) }), { mode: 0o600 });
  return {
    name,
    path,
    async [Symbol.asyncDispose]() {
      // Children of our children: those of RabbitMQ take a moment to notice its end.
      await endProcessesIn(path);
      await releasePorts(root, name);
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Gives back the ports that the owner of this name has claimed; returns them. */
export async function releasePorts(root: string, owner: string): Promise<number[]> {
  const released: number[] = [];
  for (const port of await readdir(join(root, 'ports'))) {
    const claim = join(root, 'ports', port);
    const holder = await readlink(claim).catch(() => undefined);
    if (holder !== owner) continue;
    await unlink(claim).catch(() => undefined);
    released.push(Number(port));
  }
  return released;
}
