/** The known word that a misspelt one begins, or is closest to if that is close enough to be what was meant. */
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
  return best && best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

/** `Did you mean "x"? ` or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const candidate = nearest(word, known);
  return candidate === undefined ? '' : `Did you mean "${candidate}"? `;
}

/** Levenshtein's distance: insertions, deletions and replacements of one letter. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
