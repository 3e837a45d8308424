import { fold, unescaped, type Folded } from './folded.ts';
import { formsOf } from './forms.ts';
import { removed } from './removed.ts';
import { sayableWords } from './sayable-words.ts';

/** Shorter values ("guest", "5672") are words that a report must be able to say. */
export const shortestSecret = 6;

/** As many characters of a secret in a row are taken for it: whoever cuts a text cuts secrets too. */
const tellingRun = 8;

/** As many suffice where a text breaks off, and no word of ours is likely to begin so. */
const tellingBeginning = 4;

/** Escapes may be escaped: JSON in JSON in a URL. */
const deepestEscape = 3;

export type ValueOptions = {
  /** Words beside our own that stay although a secret shares a part with them, such as the deployment's hosts. */
  sayable?: Iterable<string>;
};

export type RedactValues = (text: string, options?: { isWhole?: boolean }) => string;

/**
 * Removes the given secrets from a text wherever they, or eight characters of them in a row, stand as they are or encoded. A text
 * that may have been cut (`isWhole` is not set) also loses the beginning of a secret at its end.
 */
export function valueRedactor(secrets: Iterable<string>, { sayable = [] }: ValueOptions = {}): RedactValues {
  const long = [...new Set(secrets)].filter((secret) => secret.length >= shortestSecret);
  if (long.length === 0) return (text) => text;
  const parts = partsOf(long, sayable);
  return (text, { isWhole = false } = {}) => {
    const spans: Span[] = parts.tiny.flatMap((secret) => spansOfWord(text, secret));
    const breaks = [...breaksIn(text), ...(isWhole ? [] : [text.length])];
    let layer: Folded | undefined = fold(text);
    for (let depth = 0; layer && depth <= deepestEscape; depth += 1) {
      spans.push(...spansOfRuns(layer, parts), ...spansOfBeginnings(layer, parts, breaks));
      layer = unescaped(layer);
    }
    return withoutSpans(text, spans);
  };
}

type Span = { start: number; end: number };

type Parts = {
  runs: ReadonlySet<string>;
  /** Runs that are a part of a sayable word: they go only where they touch one that is not. */
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
function partsOf(secrets: readonly string[], sayable: Iterable<string>): Parts {
  const runs = new Set<string>();
  const sayableRuns = new Set<string>();
  const beginnings = new Set<string>();
  const tiny: string[] = [];
  const sayableParts = partsOfWords(wordsBeside(secrets, sayable));
  for (const secret of secrets) {
    if (layersOf(secret).every((layer) => layer.length < shortestSecret)) tiny.push(secret);
    for (const form of [...formsOf(secret)].flatMap(layersOf)) {
      if (form.length < shortestSecret) continue;
      const length = Math.min(form.length, tellingRun);
      for (let from = 0; from + length <= form.length; from += 1) {
        const run = form.slice(from, from + length);
        (sayableParts.has(run) ? sayableRuns : runs).add(run);
      }
      for (let end = tellingBeginning; end < length; end += 1) {
        if (!sayableParts.has(form.slice(0, end))) beginnings.add(form.slice(0, end));
      }
    }
  }
  const every = [...runs, ...sayableRuns];
  const mayBegin = new Uint8Array(0x10000);
  for (const run of every) mayBegin[hashOf(run, 0)] = 1;
  const lengths = [...new Set(every.map((run) => run.length))].sort((left, right) => right - left);
  return { runs, sayableRuns, lengths, mayBegin, beginnings, tiny };
}

/** A deployment's word that holds a whole secret may not be said. */
function wordsBeside(secrets: readonly string[], sayable: Iterable<string>): string[] {
  const folded = secrets.map((secret) => layersOf(secret)[0] as string).filter((secret) => secret !== '');
  const ofDeployment = [...sayable].map((word) => layersOf(word)[0] as string);
  return [...sayableWords, ...ofDeployment.filter((word) => !folded.some((secret) => word.includes(secret)))];
}

/** All that a run or a beginning could be of them: to look into each word for each would take as long as the rest. */
function partsOfWords(words: readonly string[]): Set<string> {
  const parts = new Set<string>();
  for (const word of words) {
    for (let from = 0; from < word.length; from += 1) {
      for (let end = from + tellingBeginning; end <= Math.min(word.length, from + tellingRun); end += 1)
        parts.add(word.slice(from, end));
    }
  }
  return parts;
}

/** A text folded, and with each layer of its escapes read. */
function layersOf(text: string): string[] {
  const layers: string[] = [];
  let layer: Folded | undefined = fold(text);
  for (let depth = 0; layer && depth <= deepestEscape; depth += 1) {
    layers.push(layer.text);
    layer = unescaped(layer);
  }
  return layers;
}

const hashOf = (text: string, at: number): number =>
  ((text.charCodeAt(at) * 251 + text.charCodeAt(at + 1)) * 251 + text.charCodeAt(at + 2)) & 0xffff;

/** Runs that overlap or touch are one secret; one of them at least must be more than a part of a sayable word. */
function spansOfRuns({ text, starts, ends }: Folded, parts: Parts): Span[] {
  const { runs, sayableRuns, lengths, mayBegin } = parts;
  const spans: Span[] = [];
  let current: { from: number; to: number; isTelling: boolean } | undefined;
  const close = () => {
    if (current?.isTelling) spans.push({ start: starts[current.from] as number, end: ends[current.to - 1] as number });
  };
  const last = text.length - (lengths.at(-1) ?? 0);
  for (let from = 0; from <= last; from += 1) {
    if (mayBegin[hashOf(text, from)] !== 1) continue;
    for (const length of lengths) {
      const run = text.slice(from, from + length);
      const isTelling = runs.has(run);
      if (!isTelling && !sayableRuns.has(run)) continue;
      if (current && from <= current.to) {
        current.to = Math.max(current.to, from + length);
        current.isTelling ||= isTelling;
      } else {
        close();
        current = { from, to: from + length, isTelling };
      }
      break;
    }
  }
  close();
  return spans;
}

/** Where a text breaks off: at an ellipsis, maybe outside of quotation marks, and before the quotation mark that ends the text. */
const breaksIn = (text: string): number[] =>
  [...text.matchAll(/["'`)\]]{0,3}(?:…|\.\.\.)|["'`]$/g)].map(({ index }) => index);

function spansOfBeginnings({ text, starts, ends }: Folded, { beginnings }: Parts, breaks: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const place of breaks) {
    const before = countBefore(starts, place);
    for (let length = Math.min(tellingRun - 1, before); length >= tellingBeginning; length -= 1) {
      if (!beginnings.has(text.slice(before - length, before))) continue;
      spans.push({ start: starts[before - length] as number, end: ends[before - 1] as number });
      break;
    }
  }
  return spans;
}

/** How many of the ascending numbers are less than `limit`. */
function countBefore(ascending: Uint32Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function spansOfWord(text: string, word: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
    spans.push({ start, end: start + word.length });
  }
  return spans;
}

/** The text with each span, and each group of spans that touch, replaced by the mark. */
function withoutSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let clean = '';
  let told = 0;
  let isOpen = false;
  for (const { start, end } of [...spans].sort((left, right) => left.start - right.start)) {
    if (!isOpen || start > told) clean += text.slice(told, start) + removed;
    isOpen = true;
    told = Math.max(told, end);
  }
  return clean + text.slice(told);
}
