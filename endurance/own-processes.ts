import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { statusFields } from '../containers/with-processes/process-identity.ts';

/** A process as a person finds it again. */
export type FoundProcess = { pid: number; command: string };

/** Whatever has to do with this folder: it runs in it, was started with it as its TMPDIR, or has it in its command line. */
export function processesOf(folder: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && statusFields(pid)?.[0] !== 'Z')
    .map((pid) => ({ pid, command: textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
    .filter(
      ({ pid, command }) =>
        command.includes(folder) || textOf(`/proc/${pid}/environ`).includes(folder) || runsIn(pid).startsWith(folder),
    );
}

function runsIn(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
