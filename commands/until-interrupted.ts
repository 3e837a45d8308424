const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs what goes on until Ctrl-C, SIGTERM or a closed terminal ends it: that is how it is meant to end, so the exit code is the
 * command's own. `signal` aborts then.
 */
export async function untilInterrupted(command: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const end = (by: string) => controller.abort(new Error(`ended by ${by}`));
  for (const by of signals) process.on(by, end);
  try {
    return await command(controller.signal);
  } finally {
    for (const by of signals) process.off(by, end);
  }
}
