import type { Result } from './result.ts';

/** A known failure that must not hold the release: one check, for one cause, until a day. */
export type Waiver = {
  /** The id of the check. It is asked all the same. */
  check: string;
  /** The id of the cause; failing for another one counts. */
  cause: string;
  reason: string;
  /** The last day on which it counts, as YYYY-MM-DD (UTC). */
  until: string;
};

/** The waiver that covers this failure today. */
export const waiverOf = (
  waivers: readonly Waiver[],
  { check, cause, now }: { check: string; cause: string; now: Date },
): Waiver | undefined =>
  waivers.find((waiver) => waiver.check === check && waiver.cause === cause && !hasEnded(waiver, now));

const hasEnded = ({ until }: Waiver, now: Date): boolean => now.toISOString().slice(0, 10) > until;

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
