import type { Mutant, Report } from './report.ts';

/** A change of the harness that no test of it notices. */
export type Survivor = {
  /** From the root of the repository. */
  file: string;
  /** The change within its line, without the line's number, which moves: `if (a [->-]{+>=+} b)`. */
  change: string;
};

/** Those that no test has noticed, and those that no test has reached; or those of which something else came. */
export const survivorsIn = (
  { files }: Report,
  statuses: readonly Mutant['status'][] = ['Survived', 'NoCoverage'],
): Survivor[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => statuses.includes(status))
      .map((mutant) => ({ file, change: changeOf(mutant, source) })),
  );

/** Enough to find the place and few enough to read them: patterns are long. */
const contextLength = 40;

function changeOf({ location: { start, end }, replacement }: Mutant, source: string): string {
  const from = offsetOf(start, source);
  const original = source.slice(from, offsetOf(end, source));
  const shorter = Math.min(original.length, replacement.length);
  let same = 0;
  while (same < shorter && original[same] === replacement[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - same && original.at(-sameAtEnd - 1) === replacement.at(-sameAtEnd - 1)) sameAtEnd += 1;
  const removed = original.slice(same, original.length - sameAtEnd);
  const added = replacement.slice(same, replacement.length - sameAtEnd);
  const before =
    source
      .slice(0, from + same)
      .split('\n')
      .at(-1) ?? '';
  const [after = ''] = source.slice(from + same + removed.length).split('\n');
  return `${before.trimStart().slice(-contextLength)}[-${shortened(removed)}-]{+${shortened(added)}+}${after.slice(0, contextLength).trimEnd()}`;
}

function offsetOf({ line, column }: { line: number; column: number }, source: string): number {
  const lines = source.split('\n').slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

function shortened(text: string): string {
  const inOneLine = text.replaceAll(/\s+/g, ' ');
  return inOneLine.length > 2 * contextLength
    ? `${inOneLine.slice(0, contextLength)} […] ${inOneLine.slice(-contextLength)}`
    : inOneLine;
}

/** Whether what a survivor changes still stands in its file. */
export function stands({ change }: Survivor, source: string): boolean {
  const original = change.replace(/\[-(.*)-\]\{\+.*\+\}/, '$1');
  const text = source.replaceAll(/\s+/g, ' ');
  let from = 0;
  for (const part of original.split(' […] ')) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
