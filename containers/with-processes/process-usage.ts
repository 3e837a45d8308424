import { globSync, readFileSync } from 'node:fs';
import type { Usage } from '../usage.ts';
import { isStopped, statusFields } from './process-identity.ts';
import { processesIn } from './processes-in.ts';
import type { UpService } from './up-notes.ts';

/** Ticks a second, in which the kernel counts: 100 on every Linux of today (getconf CLK_TCK). */
const ticks = 100;

/** Of a service with all that it has started; empty where there is no /proc. */
export function usageOfProcess({ pid, running, logFile, ended }: UpService): Usage {
  if (!running) return ended === undefined ? {} : { ended: ended.how };
  const upMs = upFor(pid);
  // Its output lies beside the folder that it runs in.
  const folder = logFile?.replace(/\.log$/, '');
  const memoryBytes = (folder === undefined ? [pid] : processesIn(folder)).reduce(
    (sum, each) => sum + memoryOf(each),
    0,
  );
  return {
    ...(upMs === undefined ? {} : { upMs }),
    ...(memoryBytes === 0 ? {} : { memoryBytes }),
    ...(isStopped(pid) ? { frozen: 'stopped' as const } : {}),
  };
}

function upFor(pid: number): number | undefined {
  const started = statusFields(pid)?.[19];
  const [now] = read('/proc/uptime').split(' ');
  return started === undefined || now === undefined ? undefined : Number(now) * 1000 - (Number(started) / ticks) * 1000;
}

/** Of a process with all that descend from it, in bytes; 0 where there is no /proc. */
export const memoryOfTree = (pid: number): number =>
  memoryOf(pid) + childrenOf(pid).reduce((sum, child) => sum + memoryOfTree(child), 0);

/** Each of its threads may have some. */
const childrenOf = (pid: number): number[] =>
  globSync(`/proc/${pid}/task/*/children`).flatMap((file) => read(file).split(' ').filter(Boolean).map(Number));

/** What is shared with others (PostgreSQL's buffers) is counted once among them, where the kernel says so. */
const memoryOf = (pid: number): number =>
  kilobytes(/^Pss: +(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))) ??
  kilobytes(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))) ??
  0;

const kilobytes = (found: RegExpExecArray | null): number | undefined => (found ? Number(found[1]) * 1024 : undefined);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
