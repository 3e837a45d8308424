import { layersOf } from './folded.ts';
import { formsOf } from './forms.ts';
import { isHardlyMore, sayableParts, wordsBeside } from './sayable-parts.ts';

/** Shorter values ("guest", "5672") are words that a report must be able to say. */
export const shortestSecret = 6;

/** As many characters of a secret in a row are taken for it: whoever cuts a text cuts secrets too. */
const tellingRun = 8;

/** As many suffice where a text breaks off, and no word of ours is likely to begin so. */
export const tellingBeginning = 4;

/** Of a longer one a run tells as well. */
export const longestBeginning = 16;

/** What of secrets is looked for in a folded text. */
export type Parts = {
  runs: ReadonlySet<string>;
  /** Runs that are hardly more than a part of a sayable word: they go only where they touch one that is. */
  sayableRuns: ReadonlySet<string>;
  /** Their lengths, the longest first. */
  lengths: readonly number[];
  /** By a hash of its first three bytes: whether any run may begin there. A set of its own for each place would take ten times as long. */
  mayBegin: Uint8Array;
  beginnings: ReadonlySet<string>;
  /** Secrets of which folding leaves next to nothing, looked for as they are. */
  tiny: readonly string[];
};

/** Sets, so that the time for a text does not grow with the secrets. */
export function partsOf(secrets: readonly string[], sayable: Iterable<string>): Parts {
  const [runs, sayableRuns, beginnings] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const tiny: string[] = [];
  const words = sayableParts(wordsBeside(secrets, sayable));
  const takeBeginnings = (form: string) => {
    for (let end = tellingBeginning; end < Math.min(form.length, longestBeginning); end += 1) {
      if (!words.has(form.slice(0, end))) beginnings.add(form.slice(0, end));
    }
  };
  for (const secret of secrets) {
    if (layersOf(secret).every((layer) => layer.length < shortestSecret)) tiny.push(secret);
    const { written, encoded } = formsOf(secret);
    for (const form of [...written].flatMap(layersOf).filter(isLong)) {
      const all = runsOf(form);
      const telling = all.filter((run) => !isHardlyMore(run, words));
      if (telling.length > 0) {
        for (const run of telling) runs.add(run);
        for (const run of all) if (!runs.has(run)) sayableRuns.add(run);
      } else if (!words.has(form)) {
        // A secret made of such words: only all of it tells.
        runs.add(form);
      }
      takeBeginnings(form);
    }
    for (const form of [...encoded].flatMap(layersOf).filter(isLong)) {
      for (const run of runsOf(form)) runs.add(run);
      takeBeginnings(form);
    }
  }
  const every = [...runs, ...sayableRuns];
  const mayBegin = new Uint8Array(0x10000);
  for (const run of every) mayBegin[hashOf(run, 0)] = 1;
  const lengths = [...new Set(every.map((run) => run.length))].sort((left, right) => right - left);
  return { runs, sayableRuns, lengths, mayBegin, beginnings, tiny };
}

const isLong = (form: string): boolean => form.length >= shortestSecret;

function runsOf(form: string): string[] {
  const length = Math.min(form.length, tellingRun);
  return Array.from({ length: form.length - length + 1 }, (_, from) => form.slice(from, from + length));
}

/** Of three characters. */
export const hashOf = (text: string, at: number): number =>
  ((text.charCodeAt(at) * 251 + text.charCodeAt(at + 1)) * 251 + text.charCodeAt(at + 2)) & 0xffff;
