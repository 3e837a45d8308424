const graceMs = 2000;

/**
 * Lets the process end with its exit code although something still holds it: a client that is deaf to its signal, a socket that never
 * closes. To be called when all has been told; where nothing holds the process, it ends by itself before.
 */
export function endWithTheVerdict(): void {
  const end = async () => {
    await Promise.all([process.stdout, process.stderr].map(flushed));
    process.exit();
  };
  setTimeout(() => void end(), graceMs).unref();
}

/** A reader may take its time: nothing of what was told is cut. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    // Called in its turn, behind all that was written before, or at once where the reader has gone.
    stream.write('', () => resolve());
  });
