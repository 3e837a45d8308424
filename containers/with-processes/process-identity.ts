import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Which process, so exactly that one which later gets the same number is not taken for it. */
export type ProcessIdentity = { pid: number; startedAt: string; boot: string; namespace: string };

/** Undefined when no such process runs (one that has ended and waits to be collected does not run). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = startOf(pid);
  return startedAt === undefined ? undefined : { pid, startedAt, ...here };
}

/** True too for a process of another container, of which nothing can be told from here. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.boot !== here.boot) return false;
  if (identity.namespace !== here.namespace) return true;
  return startOf(identity.pid) === identity.startedAt;
}

/** The fields of /proc/<pid>/stat from the third on: the second, the name, may hold blanks and brackets. */
export function statusFields(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** By SIGSTOP, or in a debugger (proc_pid_stat(5)); false where there is no /proc. */
export const isStopped = (pid: number): boolean => /^[Tt]$/.test(statusFields(pid)?.[0] ?? '');

function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid);
  const fields = statusFields(pid);
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return fields[19];
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function namespaceOfProcesses(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

const here = {
  boot: read('/proc/sys/kernel/random/boot_id')?.trim() ?? '',
  namespace: namespaceOfProcesses(),
};
