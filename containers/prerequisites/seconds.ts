/** A clock that starts now; each call says how long ago that was, as "83 s". */
export const seconds = (): (() => string) => {
  const startedAt = performance.now();
  return () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
};
