import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

export type CommandLine = {
  file: string;
  arguments: readonly string[];
  environment?: Readonly<Record<string, string | undefined>>;
};

/** Milliseconds from the start of a program to its end. */
export async function timeOf(command: CommandLine): Promise<number> {
  const begun = performance.now();
  await ended(start(command), command);
  return performance.now() - begun;
}

/** The most that a program and all it started held at once, in MB. A run of its own: to watch it takes half a processor, which no time may bear. */
export async function peakMegabytesOf(command: CommandLine): Promise<number> {
  const child = start(command);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, treeMegabytes(child.pid ?? 0))), 10);
  try {
    await ended(child, command);
    return peak;
  } finally {
    clearInterval(watch);
  }
}

const start = ({ file, arguments: words, environment = process.env }: CommandLine) =>
  spawn(file, words, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });

/** Rejects when it does not end well: a failed run is no figure. */
async function ended(child: ReturnType<typeof start>, { file, arguments: words }: CommandLine): Promise<void> {
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += text));
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`${file} ${words.join(' ')} ended with ${exitCode}: ${complaint.trim()}`);
}

/** Resident memory of a process and its descendants. */
function treeMegabytes(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  const kilobytes = [...parents.keys()]
    .filter(isOurs)
    .map((pid) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

/** Empty when the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
