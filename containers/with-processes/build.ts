import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url);

/** What the programs of a stack say of themselves: the version of this package, and the commit where git knows it. */
export async function build(): Promise<{ VERSION: string; COMMIT: string }> {
  const [manifest, commit] = await Promise.all([
    readFile(new URL('package.json', root), 'utf8'),
    promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).then(
      ({ stdout }) => stdout.trim(),
      () => 'unknown',
    ),
  ]);
  const { version } = JSON.parse(manifest) as { version: string };
  return { VERSION: version, COMMIT: commit };
}
