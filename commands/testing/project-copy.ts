import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root, type Block } from './document.ts';

/** The project as a reader has it, for a test to change. It lies in a folder of its own, beside which there is room for more. */
export type ProjectCopy = AsyncDisposable & {
  /** The clone. */
  path: string;
  /** Does what a page says with a block: a new file is written, and what is for one that is there goes to the end of its list. */
  take: (block: Block) => Promise<void>;
};

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'medcor-clone-')));
  const path = join(folder, 'medcor-verify');
  const listed = await promisify(execFile)('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  const files = listed.stdout.split('\0').filter((file) => file !== '');
  // With their times: make would install the packages of a lock file that is newer than they are.
  const kept = { preserveTimestamps: true, recursive: true, force: false };
  await Promise.all(files.map((file) => cp(join(root, file), join(path, file), kept).catch(unlessDeleted)));
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  return {
    path,
    async take({ file = '', text }) {
      const target = join(path, file);
      const present = await readFile(target, 'utf8').catch(() => undefined);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, present === undefined ? text : atTheEndOfItsList(present, text));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** Git lists what is gone and not yet committed as such. */
function unlessDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** The first list or object of a file ends with the first line that begins with its bracket. */
function atTheEndOfItsList(present: string, text: string): string {
  const end = /^[\]}]/m.exec(present);
  if (!end) throw new Error('There is no list in this file that a block could go to the end of.');
  return present.slice(0, end.index) + text + present.slice(end.index);
}
