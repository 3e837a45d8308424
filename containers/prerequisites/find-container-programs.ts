import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findInFolders, isProgram } from './find-program.ts';
import type { Finding } from './prerequisite.ts';
import type { Machine } from './this-machine.ts';

/** An engine's socket, or the daemon that would open one. */
export function findEngineOfMachine({ searchPath, systemRoot }: Machine): Finding {
  const socket = ['var/run/docker.sock', 'run/podman/podman.sock']
    .map((path) => join(systemRoot, path))
    .find(existsSync);
  const path = socket ?? findInFolders(['dockerd', 'podman'], searchPath);
  return path === undefined ? { absent: 'neither Docker nor Podman on this machine' } : { path };
}

/** The older program, or the plugin of Docker's command line. */
export function findCompose({ searchPath, systemRoot }: Machine): Finding {
  const plugins = ['usr/libexec/docker', 'usr/lib/docker', 'usr/local/lib/docker'].map((folder) =>
    join(systemRoot, folder, 'cli-plugins', 'docker-compose'),
  );
  const path = findInFolders('docker-compose', searchPath) ?? plugins.find(isProgram);
  return path === undefined ? { absent: 'no docker-compose on this machine' } : { path };
}
