import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const projectFolder = join(import.meta.dirname, '../../..');

/** The real Celery clients: Debian's own, and the pinned one that the project's set-up installs. */
export const celeryVersions = [
  { version: '5.2', python: '/usr/bin/python3' },
  { version: '5.6', python: join(projectFolder, '.tools/celery-5.6/bin/python') },
] as const;

export type Python = (typeof celeryVersions)[number]['python'] | (string & {});

const run = promisify(execFile);

/** Runs a script of this folder with the broker's URL and answers with the JSON that it prints. */
export async function runPythonClient(python: string, script: string, url: string): Promise<unknown> {
  const { stdout } = await run(python, [join(import.meta.dirname, script), url]);
  return JSON.parse(stdout);
}

/** Runs Celery's own command line and answers with what it prints. */
export async function runCelery(python: string, url: string, ...commandLine: string[]): Promise<string> {
  const { stdout } = await run(python, ['-m', 'celery', '-b', url, ...commandLine]);
  return stdout;
}
