/** What is replaced in a text, by a pattern. */
export type Replacement = {
  /** What is there wherever the pattern is: looking for it takes a tenth of the time. */
  sign: RegExp;
  pattern: RegExp;
  by: string;
};

export function replaced(text: string, replacements: readonly Replacement[]): string {
  let clean = text;
  for (const { sign, pattern, by } of replacements) if (sign.test(clean)) clean = clean.replace(pattern, by);
  return clean;
}
