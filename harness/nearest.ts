/**
 * The known word that a misspelt one begins, or is closest to if that is close enough to be what was meant; of a long word the beginning
 * may be misspelt alone: queue.cannary.
 */
function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word === '') return undefined;
  const all = [...known];
  const begun = all.find((candidate) => candidate.startsWith(word));
  if (begun !== undefined) return begun;
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of all) {
    const distance = editDistance(word, candidate);
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  if (best && best.distance <= Math.max(2, word.length / 3)) return best.candidate;
  if (word.length < longWord) return undefined;
  return all.find((candidate) => Math.min(...distances(word, candidate)) <= 2);
}

/** Few letters begin like too many words. */
const longWord = 8;

/** `Did you mean "x"? ` or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const candidate = nearest(word, known);
  return candidate === undefined ? '' : `Did you mean "${candidate}"? `;
}

const editDistance = (left: string, right: string): number => distances(left, right).at(-1) ?? 0;

/** Levenshtein's distances (insertions, deletions and replacements of one letter) of a word from each beginning of another, the whole one last. */
function distances(left: string, right: string): number[] {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
