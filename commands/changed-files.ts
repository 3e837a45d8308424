import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../harness/usage-error.ts';

const root = join(import.meta.dirname, '..');

/** Every file that differs from where this branch left `base`, committed or not, new ones too; a renamed one under both names. */
export async function changedFiles(base: string, folder: string = root): Promise<string[]> {
  const git = async (...words: string[]) =>
    (await promisify(execFile)('git', words, { cwd: folder, maxBuffer: 2 ** 26 })).stdout;
  const forkPoint = await git('merge-base', '--end-of-options', base, 'HEAD').catch(
    (error: { code?: unknown; stderr?: string }) => {
      const [said = 'is the clone shallow?'] = error.stderr?.split('\n').filter(Boolean) ?? [];
      if (error.code === 'ENOENT')
        throw new UsageError('--changed needs git, which is not on PATH. Choose faults by --area.');
      throw new UsageError(
        `git finds nothing that "${base}" and this commit have both come from (${said}). Name another with --changed BASE.`,
      );
    },
  );
  const differing = await git('diff', '--name-only', '--relative', '--no-renames', '-z', forkPoint.trim());
  const untracked = await git('ls-files', '--others', '--exclude-standard', '-z');
  return [...new Set([...differing.split('\0'), ...untracked.split('\0')])].filter((name) => name !== '');
}
