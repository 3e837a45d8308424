import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The root of the project. */
export const root = join(import.meta.dirname, '..', '..');

/** A fenced block of a page; `file` is named behind the language: "```ts suites/api/api.checks.ts". */
export type Block = { language: string; file: string | undefined; text: string };

export async function blocksOf(page: string): Promise<Block[]> {
  const markdown = await readFile(join(root, page), 'utf8');
  return [...markdown.matchAll(/^```(\w*)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    text,
  }));
}

export type Said = { exitCode: unknown; stdout: string; stderr: string };

/** Runs what a page tells a reader to type, in a folder, with nothing of our environment but the path. */
export const shell = (command: string, cwd: string, environment: Readonly<Record<string, string>> = {}) =>
  new Promise<Said>((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile('sh', ['-c', command], { cwd, env, maxBuffer: 10 ** 7 }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
