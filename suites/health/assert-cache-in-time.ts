import { cacheLimits } from '../../contract/cache.ts';
import type { TimedPing } from '../../fixtures/cache/time-pings.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Throws a Violation where most PINGs take too long; an error of ours where our own process stood still meanwhile. What a Redis beside us
 * waited for a processor is not its own time: we ourselves, a browser and other runs work on the same machine.
 */
export function assertCacheInTime(pings: readonly TimedPing[], where: string): { pingMs: string } {
  const tookMs = median(pings.map((ping) => ping.tookMs - ping.waitedMs));
  if (tookMs <= cacheLimits.pingMs) return { pingMs: tookMs.toFixed(1) };
  const all = pings.map((ping) => Math.round(ping.tookMs)).join(', ');
  const heldUpMs = median(pings.map((ping) => ping.heldUpMs));
  if (tookMs - heldUpMs <= cacheLimits.pingMs) {
    throw new Error(
      `Redis took ${all} ms for its answers, and this process was held up for ${Math.round(heldUpMs)} ms of it, so that says nothing of Redis. Ask again with less load here.`,
    );
  }
  throw new Violation({
    expected: `PONG within ${cacheLimits.pingMs} ms, by the median of ${pings.length}, from ${where}`,
    actual: `${all} ms`,
    cause: { id: 'slow-answers', sentence: 'Redis answers so late that asking the database is faster' },
    remedy:
      'redis-cli --latency; redis-cli SLOWLOG GET 10; redis-cli INFO persistence (a fork, a slow disk); then who else is at work on its machine (htop), and the way there',
  });
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
