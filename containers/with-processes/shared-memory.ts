import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Removes the System V segment that a PostgreSQL which was killed left behind; returns its id. Nothing to do after an orderly end,
 * which removes both the segment and the file that names it.
 */
export async function removeSegments(data: string): Promise<string[]> {
  const lock = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  // The seventh line: key and id of the segment.
  const [key, id] = lock.split('\n')[6]?.trim().split(/\s+/) ?? [];
  if (key === undefined || id === undefined || !(await exists(Number(key), id))) return [];
  return run('ipcrm', ['-m', id]).then(
    () => [id],
    () => [],
  );
}

/** The id alone may be that of another program's segment by now: ids begin anew with each boot. */
async function exists(key: number, id: string): Promise<boolean> {
  const { stdout } = await run('ipcs', ['-m']).catch(() => ({ stdout: '' }));
  const hexadecimal = `0x${key.toString(16).padStart(8, '0')}`;
  return stdout.split('\n').some((line) => {
    const words = line.trim().split(/\s+/);
    return words.includes(hexadecimal) && words.includes(id);
  });
}
