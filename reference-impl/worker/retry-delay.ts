const eagerMs = 30_000;
const eagerDelayMs = 200;
const stepMs = 2000;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt to connect: a fifth of a second while the broker may just be starting, then
 * 2, 4, 6 s and so on, as Celery does.
 */
export function retryDelayMs(elapsedMs: number, attemptsSinceEager: number): number {
  return elapsedMs < eagerMs ? eagerDelayMs : Math.min(stepMs * (attemptsSinceEager + 1), longestMs);
}
