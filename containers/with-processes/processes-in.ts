import { readdirSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';
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

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}
