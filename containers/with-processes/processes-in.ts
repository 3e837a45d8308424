import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { statusFields } from './process-identity.ts';

/** Processes whose working folder is this one or lies in it. A person's shell that was left there (it has a terminal) is not ours. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (pid === process.pid) return false;
      const at = workingFolder(pid);
      if (at === undefined || !(at === folder || at.startsWith(folder + sep))) return false;
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

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}

/** Segments of PostgreSQL, which no other server than that of the process has. */
function sharedMemoryOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\/dev\/shm\/PostgreSQL\.\d+/g) ?? [];
  } catch {
    return [];
  }
}
