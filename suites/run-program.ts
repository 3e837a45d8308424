import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { diesWithParent } from '../containers/with-processes/dies-with-parent.ts';

export type ProgramOptions = {
  file: string;
  arguments: readonly string[];
  /** All that the program sees of ours: nothing is inherited. Secrets go here, since arguments stand in the list of processes. */
  environment: Readonly<Record<string, string>>;
  /** Where it runs. */
  directory: string;
  signal: AbortSignal;
};

/** How a program ended and the last that it said. */
export type ProgramEnd = { exitCode: number | null; killedBy: NodeJS.Signals | null; lines: string[] };

/**
 * Runs a program to its end. It and all that it started are killed when `signal` aborts, and the program itself when this process
 * dies. Rejects when it cannot be started.
 */
export async function runProgram(options: ProgramOptions): Promise<ProgramEnd> {
  options.signal.throwIfAborted();
  const child = spawn(...diesWithParent({ ...options, onParentDeath: 'KILL' }), {
    cwd: options.directory,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own: Ctrl-C in a terminal goes to us alone, and we end it.
    detached: true,
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) keepLines(stream, lines);
  const end = () => {
    if (child.pid !== undefined) killFamily(child.pid);
  };
  options.signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, killedBy) => resolve({ exitCode, killedBy, lines }));
    });
  } finally {
    options.signal.removeEventListener('abort', end);
  }
}

const linesKept = 2000;

function keepLines(stream: NodeJS.ReadableStream, lines: string[]): void {
  let unfinished = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const parts = (unfinished + text).split('\n');
    unfinished = parts.pop() ?? '';
    lines.push(...parts);
    if (lines.length > linesKept) lines.splice(0, lines.length - linesKept);
  });
  stream.on('end', () => {
    if (unfinished !== '') lines.push(unfinished);
  });
}

/** A browser leaves its parent's process group, so the family is found by who started whom. */
function killFamily(root: number): void {
  const stopped = new Set<number>();
  // Members are stopped before they are killed: none can start another one that we miss.
  for (let before = -1; before !== stopped.size;) {
    before = stopped.size;
    for (const pid of familyOf(root)) {
      if (!stopped.has(pid) && signalProcess(pid, 'SIGSTOP')) stopped.add(pid);
    }
  }
  for (const pid of stopped) signalProcess(pid, 'SIGKILL');
}

function familyOf(root: number): number[] {
  const family = [root];
  const children = Map.groupBy(everyProcess(), ({ parent }) => parent);
  for (const member of family) family.push(...(children.get(member) ?? []).map(({ pid }) => pid));
  return family;
}

/** Without /proc (macOS) only the program itself is ended; Playwright and k6 end their own children then. */
function everyProcess(): { pid: number; parent: number }[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The second field, the name, may hold blanks and brackets.
        const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
}

function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
