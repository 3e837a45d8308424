import { expect } from 'vitest';
import type { HostileRun } from './ask-hostile.ts';

/** No string that a report tells is longer than this: a target has a say in most of them. */
const longestString = 2000;

const stackTrace = /^\s*at .+:\d+:\d+\)?$|node:internal|node_modules/m;

/**
 * Whatever a target did: nobody sees our stack or drowns in its words, and what it did is not taken for trouble of ours, as a check would
 * be that the deadline of the run has cut off. `withinMs`: where it is the claim that the target held nobody up.
 */
export function expectCivil(
  { results, tookMs }: HostileRun,
  { withinMs = Infinity }: { withinMs?: number } = {},
): void {
  expect(results.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
  const strings = stringsOf(results);
  expect(strings.filter((text) => stackTrace.test(text))).toEqual([]);
  expect(strings.filter((text) => text.length > longestString)).toEqual([]);
  expect(tookMs).toBeLessThan(withinMs);
}

const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
};
