import { readdirSync, readlinkSync } from 'node:fs';
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

/** Ends by KILL all that runs in the folder, until nothing does: a process may start another one meanwhile. */
export async function endProcessesIn(folder: string): Promise<number[]> {
  const ended = new Set<number>();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = processesIn(folder);
    if (found.length === 0) break;
    for (const pid of found) {
      ended.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await pause(10);
  }
  return [...ended];
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}
