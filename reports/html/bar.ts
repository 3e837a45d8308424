import type { Run } from '../../harness/run.ts';
import { words } from '../headline.ts';

/** A part of the bar, in hundredths of its width. */
export type Part = { kind: string; word: string; count: number; from: number; width: number; colour: string };

/** Where a policy takes the style away these colours are what is left. */
const kinds = [
  ['failed', words.failed, '#b3261e'],
  ['broken', words.broken, '#6b3fa0'],
  ['blocked', words.blocked, '#a06a00'],
  ['waived', 'waived', '#c9a24a'],
  ['skipped', words.skipped, '#8b95a1'],
  ['passed', words.passed, '#2c8a4b'],
] as const;

/** How the results divide, worst first: each kind that there is can be seen, however few there are. */
export function barOf({ counts }: Run): Part[] {
  const present = kinds.filter(([kind]) => counts[kind] > 0);
  const least = 1.5;
  const share = (100 - least * present.length) / Math.max(1, counts.asked);
  let from = 0;
  return present.map(([kind, word, colour]) => {
    const part = { kind, word, colour, count: counts[kind], from, width: least + counts[kind] * share };
    from += part.width;
    return part;
  });
}
