import type { AlwaysTold, CacheState } from '../../fixtures/cache/cache-state.ts';
import { NotOffered } from '../../harness/not-offered.ts';

/** Throws NotOffered where Redis leaves out what a check has just judged by: managed ones say little of themselves. */
export function requireTold({ untold }: CacheState, judgedBy: readonly AlwaysTold[], where: string): void {
  const missing = judgedBy.filter((name) => untold.includes(name));
  if (missing.length === 0) return;
  throw new NotOffered(
    `Redis at ${where} leaves ${missing.join(', ')} out of what it says of itself (INFO), as managed ones may`,
  );
}
