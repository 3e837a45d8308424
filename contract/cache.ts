/** How far a cache may be from well, each with its source. */
export const cacheLimits = {
  /** Of the memory that it may take: the rest is gone within one surge, and where nothing is evicted writes are refused then. */
  shareOfMemory: 0.9,
  /** From here on a cache that evicts is taken to be at its limit, which it keeps just below. */
  shareWhereItEvicts: 0.97,
  /** A quarter of what a health check of ours gives a dependency (dependencyDeadlineMs): slower than what it is to save. */
  pingMs: 250,
} as const;
