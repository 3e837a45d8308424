import { isDeepStrictEqual } from 'node:util';

/** The names under which two records hold different things. */
export const differences = (
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): string[] => Object.keys(one).filter((name) => !isDeepStrictEqual(one[name], other[name]));
