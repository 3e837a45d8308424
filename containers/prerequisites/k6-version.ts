import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diesWithParent } from '../with-processes/dies-with-parent.ts';
import type { Machine } from './this-machine.ts';

/** `k6 version` says `k6 v2.2.0 (go1.26.8, linux/amd64)`, with other text before or after; undefined for anything else. */
export const parseK6Version = (said: string): string | undefined =>
  /\bk6(?:\.exe)? v(\d+\.\d+\.\d+\S*)/.exec(said)?.[1];

/** Scripts of version 1 need options that 2 has dropped, and 1 lacks the summary we read. */
export const isUsableK6 = (version: string): boolean => version.startsWith('2.');

/**
 * The version of a k6 binary, or undefined when it is none. Asked once: the answer is kept beside the file's time and size, since
 * starting k6 costs 36 ms each time.
 */
export function k6VersionOf(path: string, machine: Machine, ask: (path: string) => string = askK6): string | undefined {
  const memory = join(machine.projectRoot, '.cache', 'k6-version.json');
  const { mtimeMs, size } = statSync(path);
  const known = read(memory);
  if (known?.path === path && known.mtimeMs === mtimeMs && known.size === size) return known.version;
  const version = parseK6Version(ask(path));
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ path, mtimeMs, size, version } satisfies Memory));
  return version;
}

type Memory = { path: string; mtimeMs: number; size: number; version?: string | undefined };

function read(file: string): Memory | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Memory;
  } catch {
    return undefined;
  }
}

function askK6(path: string): string {
  try {
    const dying = diesWithParent({ file: path, arguments: ['version'], onParentDeath: 'KILL' });
    return execFileSync(...dying, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
