import type { Result } from './result.ts';
import { causesOf } from './violation.ts';
import { waiverOf, type Waiver } from './waiver.ts';

/** Waivers that name no thing and cover some, a sentence each: another one may have come after they were written. */
export function wideWaivers(waivers: readonly Waiver[], results: readonly Result[], now: Date): string[] {
  const failed = results.flatMap((result) => (result.verdict === 'failed' ? [result] : []));
  return waivers.flatMap((waiver) => {
    const { check, cause: id, of } = waiver;
    if (of !== undefined) return [];
    const causes = failed.filter((result) => result.id === check).flatMap(({ violation }) => causesOf(violation));
    const covered = causes.filter((cause) => waiverOf(waivers, cause, { check, now }) === waiver);
    const things = [...new Set(covered.flatMap((cause) => cause.of ?? []))];
    if (things.length === 0) return [];
    return [
      `the waiver for ${check} (${id}) names no thing, so it covers ${things.join(', ')}, and whatever else comes to fail for that cause. To be told of others, write one for each with "of" in the profile`,
    ];
  });
}
