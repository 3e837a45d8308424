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
  const [, id] = lock.split('\n')[6]?.trim().split(/\s+/) ?? [];
  if (id === undefined) return [];
  return run('ipcrm', ['-m', id]).then(
    () => [id],
    () => [],
  );
}
