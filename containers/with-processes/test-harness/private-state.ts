import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { processesIn } from '../processes-in.ts';

/** A temporary folder that only one test uses, so that all it finds there is the test's own. */
export type PrivateState = AsyncDisposable & {
  /** For TMPDIR of child processes. */
  folder: string;
  leftovers(): Promise<string[]>;
  /** What the next command of ours does first; returns what it removed. */
  sweepAsNextCommand(): Promise<string[]>;
  /** The folders of those who own something there. */
  owners(): Promise<string[]>;
  /** The System V segments that its PostgreSQL servers hold now. */
  segments(): Promise<string[]>;
};

export async function privateState(): Promise<PrivateState> {
  const folder = await mkdtemp(join(tmpdir(), 'mv-'));
  // As root the database runs as another user, who has to get through.
  await chmod(folder, 0o711);
  const root = join(folder, `medcor-verify-${userInfo().uid}`);
  // None where nothing has begun yet.
  const owners = async () => (await readdir(root).catch(() => [])).filter((name) => /^\d/.test(name));
  return {
    folder,
    leftovers: async () => [
      ...processesIn(folder).map((pid) => `process ${pid}`),
      ...(await readdir(root, { recursive: true })).filter((name) => name !== 'ports' && name !== 'up'),
    ],
    sweepAsNextCommand: async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'sweep.main.ts')], {
        env: { ...process.env, TMPDIR: folder },
      });
      return JSON.parse(stdout) as string[];
    },
    owners,
    segments: async () => {
      const locks = await Promise.all(
        (await owners()).map((name) =>
          readFile(join(root, name, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => ''),
        ),
      );
      return locks.map((lock) => lock.split('\n')[6]?.trim().split(/\s+/)[1]).filter((id) => id !== undefined);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Those of these System V segments that exist. */
export async function existingSegments(ids: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ipcs', ['-m']);
  const existing = new Set(stdout.split('\n').map((line) => line.split(/\s+/)[1]));
  return ids.filter((id) => existing.has(id));
}
