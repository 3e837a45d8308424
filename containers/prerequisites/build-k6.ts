import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findInFolders } from './find-program.ts';
import { builtK6 } from './find-k6.ts';
import type { Build } from './prerequisite.ts';
import { runQuietly } from './run-quietly.ts';
import { seconds } from './seconds.ts';

/** k6 from its source in the versions of suites/load/k6-build/go.sum: npm has no k6, and Debian neither. */
export const buildK6: Build = async ({ machine, onProgress }) => {
  const go = findInFolders('go', [...machine.searchPath, join(machine.systemRoot, 'usr/local/go/bin')]);
  if (go === undefined) {
    throw new Error(
      `it is built from source, and there is no go (1.25 or later) on PATH. Get one: ${commandToGetGo()}`,
    );
  }
  const k6 = builtK6(machine);
  // Beside its place and under a name of ours until it is whole: two runs may build at the same time.
  const unfinished = `${k6}.${process.pid}`;
  await mkdir(dirname(k6), { recursive: true });
  onProgress('building k6 from its pinned source with Go: it makes the load; 1 to 3 minutes, this once …');
  const took = seconds();
  try {
    await runQuietly('env', [...settings, go, 'build', '-mod=readonly', '-buildvcs=false', '-o', unfinished, module], {
      folder: join(machine.projectRoot, 'suites', 'load', 'k6-build'),
    });
    await rename(unfinished, k6);
  } finally {
    await rm(unfinished, { force: true });
  }
  onProgress(`k6 is in .tools/bin (${took()})`);
};

/** From Go's own site: Debian's package is too old to read our go.mod. */
const commandToGetGo = () =>
  process.platform === 'darwin'
    ? 'brew install go'
    : `curl -fsSL https://go.dev/dl/go1.26.8.linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}.tar.gz | sudo tar -C /usr/local -xz`;

const module = 'go.k6.io/k6/v2';

// Without C there is no compiler to be missing. A workspace or flags of the person's own must not change the build.
const settings = ['CGO_ENABLED=0', 'GOWORK=off', 'GOFLAGS='];
