import { randomInt } from 'node:crypto';
import { symlink, unlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type OwnDirectory, stateRoot } from './state-directory.ts';

// Below the range from which systems take the ports of outgoing connections (32768 on Linux, 49152 elsewhere).
const range = { from: 20_000, to: 32_000 };
const ownRange = 500;

/**
 * Ports that those of another folder rarely take: another user's claims, or under another TMPDIR, are not seen, and a port is free until
 * its service listens, seconds later.
 */
export function portsOf(root: string): { from: number; to: number } {
  const from = range.from + (crc32(root) % ((range.to - range.from) / ownRange)) * ownRange;
  return { from, to: from + ownRange };
}

/** A free port on loopback that no other stack of ours will take before the directory's end. */
export async function claimPort(directory: OwnDirectory): Promise<number> {
  const root = stateRoot();
  const own = portsOf(root);
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { from, to } = attempt < 100 ? own : range;
    const port = randomInt(from, to);
    // A link is made with its content in one step, and by one process only.
    const claim = join(root, 'ports', String(port));
    if (!(await succeeds(symlink(directory.name, claim)))) continue;
    if (await isFree(port)) return port;
    await unlink(claim);
  }
  throw new Error(
    `No free port between ${range.from} and ${range.to} on 127.0.0.1 after 500 attempts. End other stacks: ./medcor-verify status`,
  );
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
