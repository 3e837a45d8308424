import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { statusFields } from './process-identity.ts';

/**
 * Processes whose working folder is this one or lies in it, and daemons that have left it: those whose TMPDIR, which all that we start
 * inherits, lies in it. A person's shell that was left there (it has a terminal) is not ours.
 */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (pid === process.pid) return false;
      if (!runsIn(pid, folder) && !hasTemporaryFilesIn(pid, folder)) return false;
      const [state, , , , terminal] = statusFields(pid) ?? [];
      return state !== 'Z' && terminal === '0';
    });
}

/**
 * Ends by KILL all that runs in the folder, until nothing does: a process may start another one meanwhile. Shared memory that only an
 * orderly end would have removed goes with them: that of PostgreSQL while it makes its data folder.
 */
export async function endProcessesIn(folder: string): Promise<number[]> {
  const ended = new Set<number>();
  const shared = new Set<string>();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = processesIn(folder);
    if (found.length === 0) break;
    for (const pid of found) {
      ended.add(pid);
      for (const path of sharedMemoryOf(pid)) shared.add(path);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await pause(10);
  }
  for (const path of shared) await rm(path, { force: true });
  return [...ended];
}

function runsIn(pid: number, folder: string): boolean {
  const at = workingFolder(pid);
  return at !== undefined && (at === folder || at.startsWith(folder + sep));
}

/** Erlang's starter of a register that it misses is one: the register goes on as a daemon in the root of the file system. */
const hasTemporaryFilesIn = (pid: number, folder: string): boolean =>
  textOf(`/proc/${pid}/environ`)
    .split('\0')
    .some((entry) => entry.startsWith(`TMPDIR=${folder}${sep}`));

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}

/** Segments of PostgreSQL, which no other server than that of the process has. */
function sharedMemoryOf(pid: number): string[] {
  return textOf(`/proc/${pid}/maps`).match(/\/dev\/shm\/PostgreSQL\.\d+/g) ?? [];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return '';
  }
}
