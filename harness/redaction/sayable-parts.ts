import { layersOf } from './folded.ts';
import { sayableWords } from './sayable-words.ts';

/** Parts of words that are shorter say nothing. */
const shortestPart = 4;

/** As long as the runs of a secret. */
const longestPart = 8;

/** So many characters beside parts of sayable words are as good as none: `user_password` has them too. */
const mostBeside = 3;

/** Our own sayable words and those of a deployment, folded. One that holds a whole secret may not be said. */
export function wordsBeside(secrets: readonly string[], ofDeployment: Iterable<string>): string[] {
  const folded = secrets.flatMap((secret) => layersOf(secret).slice(0, 1)).filter((secret) => secret !== '');
  const words = [...ofDeployment].flatMap((word) => layersOf(word).slice(0, 1));
  return [...sayableWords, ...words.filter((word) => !folded.some((secret) => word.includes(secret)))];
}

/** Every part of the words that could be a part of a run. To look into each word for each run would take as long as the rest. */
export function sayableParts(words: readonly string[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const word of words) {
    for (let from = 0; from < word.length; from += 1) {
      for (let end = from + shortestPart; end <= Math.min(word.length, from + longestPart); end += 1)
        parts.add(word.slice(from, end));
    }
    parts.add(word);
  }
  return parts;
}

/** Whether a run is made of parts of sayable words but for a few characters: `r_passwo`. */
export function isHardlyMore(run: string, parts: ReadonlySet<string>): boolean {
  let beside = 0;
  for (let at = 0; at < run.length;) {
    const length = lengthOfPart(run, at, parts);
    if (length === 0) beside += 1;
    at += Math.max(1, length);
  }
  return beside <= mostBeside;
}

function lengthOfPart(run: string, at: number, parts: ReadonlySet<string>): number {
  for (let length = Math.min(longestPart, run.length - at); length >= shortestPart; length -= 1) {
    if (parts.has(run.slice(at, at + length))) return length;
  }
  return 0;
}
