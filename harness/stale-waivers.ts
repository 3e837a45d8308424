import type { Result } from './result.ts';
import { hasEnded, type Waiver } from './waiver.ts';

/** Waivers that no longer say how things are, a sentence each. One whose check was not asked, or not answered, may still be right. */
export function staleWaivers(waivers: readonly Waiver[], results: readonly Result[], now: Date): string[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return waivers.flatMap((waiver) => {
    const { check, cause, until } = waiver;
    const result = byId.get(check);
    if (result?.verdict === 'passed')
      return [`the waiver for ${check} (${cause}) is stale: the check passes. Remove the waiver from the profile`];
    if (hasEnded(waiver, now))
      return [`the waiver for ${check} (${cause}) ended on ${until}. Mend the cause, or renew it in the profile`];
    if (result?.verdict !== 'failed' || result.waived) return [];
    const stated = result.violation.cause.id;
    return [
      `the waiver for ${check} names the cause ${cause}, and the check fails for ${stated}: another failure, which counts`,
    ];
  });
}
