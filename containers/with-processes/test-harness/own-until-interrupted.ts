type Opened = AsyncDisposable & { deployment?: unknown };
type Owning = { signal: AbortSignal; onProgress: (event: object) => void };

/** A harness as the command line is one: it owns what it opens, tells of it a line of JSON each, and a signal ends that in order. */
export async function ownUntilInterrupted(open: (owning: Owning) => Promise<Opened>): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
  const tell = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`);
  try {
    await using opened = await open({ signal: interrupted.signal, onProgress: tell });
    tell({ service: 'all', state: 'ready', deployment: opened.deployment });
    await new Promise<void>((resolve) => {
      const stay = setInterval(() => undefined, 60_000);
      interrupted.signal.addEventListener('abort', () => {
        clearInterval(stay);
        resolve();
      });
    });
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
  }
  process.exitCode = 130;
}
