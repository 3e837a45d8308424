import type { Result } from './result.ts';
import { causeNamed, causesOf } from './violation.ts';
import { covers, hasEnded, type Waiver } from './waiver.ts';

/** Waivers that no longer say how things are, a sentence each. One whose check was not asked, or not answered, may still be right. */
export function staleWaivers(waivers: readonly Waiver[], results: readonly Result[], now: Date): string[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return waivers.flatMap((waiver) => {
    const { check, cause: id, of, until } = waiver;
    const cause = causeNamed({ id, of });
    const result = byId.get(check);
    if (result?.verdict === 'passed')
      return [`the waiver for ${check} (${cause}) is stale: the check passes. Remove the waiver from the profile`];
    if (hasEnded(waiver, now))
      return [`the waiver for ${check} (${cause}) ended on ${until}. Mend the cause, or renew it in the profile`];
    if (result?.verdict !== 'failed' || result.waived) return [];
    const { violation } = result;
    const besides = causesOf(violation).some((each) => covers(waiver, each)) ? ' besides' : '';
    return [
      `the waiver for ${check} names the cause ${cause}, and the check fails for ${causeNamed(violation.cause)}${besides}: another failure, which counts`,
    ];
  });
}
