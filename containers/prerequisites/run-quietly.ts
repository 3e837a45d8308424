import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Ends with what the program said. Throws an Error that quotes its last lines when it cannot start or fails. */
export async function runQuietly(
  file: string,
  parameters: readonly string[],
  options: { folder?: string } = {},
): Promise<string> {
  // Standard input stays the person's: sudo may ask for a password.
  const child = spawn(file, parameters, { cwd: options.folder, stdio: ['inherit', 'pipe', 'pipe'] });
  const exited = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 0));
  }).catch((error: Error) => error);
  const [said, complained, ended] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (ended === 0) return said;
  if (ended instanceof Error) throw new Error(`${file} cannot be started: ${ended.message}.`, { cause: ended });
  throw new Error(`${file} ended with ${ended}; it said last:\n${lastLines(complained.trim() || said)}`);
}

const lastLines = (said: string) =>
  said
    .trim()
    .split('\n')
    .slice(-5)
    .map((line) => `  | ${line}`)
    .join('\n');
