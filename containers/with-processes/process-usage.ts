import { globSync, readFileSync } from 'node:fs';
import type { Frozen, Usage } from '../usage.ts';
import { isStopped, statusFields } from './process-identity.ts';
import { processesIn } from './processes-in.ts';
import type { UpService } from './up-notes.ts';

/** Ticks a second, in which the kernel counts: 100 on every Linux of today (getconf CLK_TCK). */
const ticks = 100;

/** Of a service with all that it has started; empty where there is no /proc. */
export function usageOfProcess({ pid, running, logFile, ended }: UpService): Usage {
  if (!running) return ended === undefined ? {} : { ended: ended.how };
  const upMs = upFor(pid);
  const processes = processesOf({ pid, logFile });
  const memoryBytes = memoryOfAll(processes);
  return {
    ...(upMs === undefined ? {} : { upMs }),
    ...(memoryBytes === 0 ? {} : { memoryBytes }),
    ...frozenAmong(processes),
  };
}

/** Which processes of a service that runs stand still. */
export const frozenProcesses = (service: Pick<UpService, 'pid' | 'logFile'>): { frozen?: Frozen } =>
  frozenAmong(processesOf(service));

function processesOf({ pid, logFile }: { pid: number; logFile?: string | undefined }): number[] {
  // Its output lies beside the folder that it runs in.
  const folder = logFile?.replace(/\.log$/, '');
  return [...new Set([pid, ...(folder === undefined ? [] : processesIn(folder))])];
}

/** A master that runs serves nobody while its workers stand still. */
export function frozenAmong(processes: readonly number[]): { frozen?: Frozen } {
  const stopped = processes.filter(isStopped);
  return stopped.length === 0 ? {} : { frozen: { by: 'SIGSTOP', processes: stopped } };
}

function upFor(pid: number): number | undefined {
  const started = statusFields(pid)?.[19];
  const [now] = read('/proc/uptime').split(' ');
  return started === undefined || now === undefined ? undefined : Number(now) * 1000 - (Number(started) / ticks) * 1000;
}

/** Of these processes, in bytes; 0 where there is no /proc. */
export const memoryOfAll = (processes: readonly number[]): number =>
  processes.reduce((sum, pid) => sum + memoryOf(pid), 0);

/** A process with all that descend from it. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

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
