// setTimeout takes a longer time for none at all.
const longestTimerMs = 2 ** 31 - 1;

/** Calls `due` at that time, however far away, unless `signal` aborts before. */
export function schedule(time: Date, due: () => void, signal: AbortSignal): void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const remainingMs = time.getTime() - Date.now();
    if (remainingMs > 0) {
      timer = setTimeout(wait, Math.min(remainingMs, longestTimerMs));
      return;
    }
    signal.removeEventListener('abort', cancel);
    due();
  };
  const cancel = (): void => clearTimeout(timer);
  signal.addEventListener('abort', cancel, { once: true });
  wait();
}
