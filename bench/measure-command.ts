import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type Measured = {
  ms: number;
  /** The most that the program and all it started held at once, in MB. */ peakMb: number;
};

export type CommandLine = {
  file: string;
  arguments: readonly string[];
  environment?: Readonly<Record<string, string | undefined>>;
};

/** Runs a program to its end and watches its memory. Throws when it does not end well: a failed run is no figure. */
export async function measureCommand({
  file,
  arguments: words,
  environment = process.env,
}: CommandLine): Promise<Measured> {
  const begun = performance.now();
  const child = spawn(file, words, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += text));
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, treeMegabytes(child.pid ?? 0))), 10);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    if (exitCode !== 0) throw new Error(`${file} ${words.join(' ')} ended with ${exitCode}: ${complaint.trim()}`);
    return { ms: performance.now() - begun, peakMb };
  } finally {
    clearInterval(watch);
  }
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
