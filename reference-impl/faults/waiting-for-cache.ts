import { setTimeout as pause } from 'node:timers/promises';
import type { HealthDocument } from '../../contract/health.ts';

const lateMs = 700;

/** The same document once Redis has been heard, which takes 700 ms longer, and says so. */
export const waitingForCache = (health: () => Promise<HealthDocument>) => async (): Promise<HealthDocument> => {
  const document = await health();
  await pause(lateMs);
  const { cache } = document.dependencies;
  if (!cache) return document;
  const late = { ...cache, latencyMs: cache.latencyMs + lateMs };
  return { ...document, dependencies: { ...document.dependencies, cache: late } };
};
