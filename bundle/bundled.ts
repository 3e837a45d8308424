import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Where bundles lie, each in a folder of its own. */
export const bundles = join(root, '.cache', 'bundle');
/** Says which of them is the newest. */
export const current = join(bundles, 'current.json');

export type Bundle = {
  /** The folder of the project at that time; each source goes on finding what lay beside it. */
  madeIn: string;
  /** The URL of the file to begin with. */
  entry: string;
  /** What it was made from, as paths from the root, and how each was. */
  inputs: Readonly<Record<string, string>>;
};

/** Our program in one piece, if it was made here and from just the files that lie here; undefined where it must be run file by file. */
export function bundled(): string | undefined {
  try {
    const { madeIn, entry, inputs } = JSON.parse(readFileSync(current, 'utf8')) as Bundle;
    const asTheyWere = Object.entries(inputs).every(([path, state]) => stateOf(path) === state);
    return madeIn === root && asTheyWere ? entry : undefined;
  } catch {
    return undefined;
  }
}

/**
 * By what a file is known to be the one that was read. The time of any change cannot be set back, as that of the content can;
 * for packages, which are linked from elsewhere at times, a link counts as a change.
 */
export function stateOf(path: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(join(root, path));
  return path.startsWith('node_modules/') ? `${size} ${mtimeMs}` : `${size} ${mtimeMs} ${ctimeMs}`;
}
