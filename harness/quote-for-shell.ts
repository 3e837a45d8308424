/** A word as a POSIX shell reads it back unchanged, whatever stands in it: `it's` becomes `'it'\''s'`. */
export const quoteForShell = (word: string): string =>
  /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
