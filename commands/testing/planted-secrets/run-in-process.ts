import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { readEnvironment } from '../../../targets/read-environment.ts';
import { ask } from '../../ask.ts';
import { tellError } from '../../tell-error.ts';
import type { Prepared } from './planted-run.ts';

/** What came out of a run: its exit code, all that it said and every file that it left, by name. */
export type Outcome = { exitCode: number; said: string; files: ReadonlyMap<string, Buffer> };

/** Asks as the command line does, in this process, with streams and folders of its own. */
export async function runInProcess(prepared: Prepared, folder: string): Promise<Outcome> {
  const { areas, options, variables = {}, outDirectory = join(folder, 'out') } = prepared;
  const [stdout, stderr] = [keptStream(), keptStream()];
  const known = new Set<string>();
  const environment = readEnvironment({
    PATH: process.env['PATH'],
    XDG_STATE_HOME: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'step-summary.md'),
    ...variables,
  });
  let exitCode: number;
  try {
    exitCode = await ask(areas, options, [], {
      environment,
      stdout: stdout.stream,
      stderr: stderr.stream,
      loadSeconds: 1,
      outDirectory,
      known,
    });
  } catch (error) {
    exitCode = await tellError(error, { known, variables: environment.variables, stream: stderr.stream });
  }
  const left = [outDirectory, join(folder, 'state'), join(folder, 'step-summary.md')].flatMap(filesIn);
  return {
    exitCode,
    said: stdout.text() + stderr.text(),
    files: new Map(left.map((file) => [file, readFileSync(file)])),
  };
}

/** Looks like the stream of a terminal that is none. */
function keptStream(): { stream: NodeJS.WriteStream; text: () => string } {
  let kept = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      kept += chunk.toString();
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => kept };
}

export function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return (
    readdirSync(path, { recursive: true, withFileTypes: true })
      // `latest` points to the run that is looked through anyway.
      .filter((entry) => entry.isFile() && !`${entry.parentPath}/`.includes('/latest/'))
      .map(({ parentPath, name }) => join(parentPath, name))
  );
}
