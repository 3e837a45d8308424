import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The first program of that name (of several names: of the first that there is) in these folders. Starts nothing. */
export function findInFolders(names: string | readonly string[], folders: readonly string[]): string | undefined {
  for (const name of typeof names === 'string' ? [names] : names) {
    const found = folders.map((folder) => join(folder, name)).find(isProgram);
    if (found) return found;
  }
  return undefined;
}

/** Whether a file is there that this user may execute. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The paths that a pattern with one `*`, a version, stands for; newest first: `postgresql@9` after `postgresql@16`. */
export function expandVersion(pattern: string): string[] {
  const star = pattern.indexOf('*');
  if (star === -1) return [pattern];
  const parent = pattern.slice(0, pattern.lastIndexOf('/', star));
  const [folder = '', ...rest] = pattern.slice(parent.length + 1).split('/');
  const [before = '', after = ''] = folder.split('*');
  return namesIn(parent)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => [parent, name, ...rest].join('/'));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
