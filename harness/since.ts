import { isViolation, type Result, type Since } from './result.ts';
import { causesOf, type Cause } from './violation.ts';

/** The same results; each failure that a cause of another one explains says so, unless it explains others itself: nobody is led in a circle. */
export function withSince(results: readonly Result[]): Result[] {
  const explaining = results
    .filter(isViolation)
    .flatMap(({ id, violation }) => causesOf(violation).map((cause): Explaining => ({ check: id, cause })))
    .filter(({ cause }) => cause.explains !== undefined);
  const explains = new Set(explaining.map(({ check }) => check));
  return results.map((result) => {
    const isExplained = isViolation(result) && !explains.has(result.id);
    const since = isExplained ? sinceOf(result.id, explaining) : undefined;
    return since === undefined ? result : { ...result, since };
  });
}

type Explaining = { check: string; cause: Cause };

/** Whoever names it nearest: what the API itself runs in comes before its database. */
function sinceOf(id: string, explaining: readonly Explaining[]): Since | undefined {
  const [nearest] = explaining
    .flatMap(({ check, cause: { sentence, explains = [] } }) => {
      const distance = explains.indexOf(id);
      return distance < 0 ? [] : [{ distance, check, sentence }];
    })
    .toSorted((left, right) => left.distance - right.distance);
  return nearest && { check: nearest.check, sentence: nearest.sentence };
}
