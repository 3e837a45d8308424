/** Interrupted before it was proven that all of our own data is gone: what may still be there, a sentence each. */
export class LeftBehind extends Error {
  override readonly name = 'LeftBehind';
  readonly residue: readonly string[];

  constructor(residue: readonly string[]) {
    super(residue.join(' '));
    this.residue = residue;
  }
}

/**
 * Runs a command so that Ctrl-C, SIGTERM or a closed terminal aborts it, and everything it began is ended. The exit code is then the signal's, whatever
 * the command made of it.
 */
export async function interruptible(command: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let interrupted: { by: Signal; exitCode: number } | undefined;
  const listeners = (Object.keys(exitCodes) as Signal[]).map((by) => {
    const listener = () => {
      interrupted ??= { by, exitCode: exitCodes[by] };
      controller.abort(new Error(`interrupted by ${by}`));
    };
    process.on(by, listener);
    return () => process.off(by, listener);
  });
  let residue: readonly string[] = [];
  try {
    const exitCode = await command(controller.signal);
    return interrupted?.exitCode ?? exitCode;
  } catch (error) {
    if (!interrupted) throw error;
    if (error instanceof LeftBehind) residue = error.residue;
    return interrupted.exitCode;
  } finally {
    for (const forget of listeners) forget();
    if (interrupted) process.stderr.write(farewell(interrupted.by, residue));
  }
}

const farewell = (by: Signal, residue: readonly string[]): string =>
  residue.length === 0
    ? `Interrupted by ${by}: nothing is verified, and all that was begun has been ended.\n`
    : `Interrupted by ${by}: nothing is verified, and this may be left.\n${residue.map((sentence) => `  residue  ${sentence}\n`).join('')}`;

/** 128 and the number of the signal, as shells have it. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof exitCodes;
