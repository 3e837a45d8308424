import { deepestEscape, fold, unescaped, type Folded } from './folded.ts';
import { hashOf, longestBeginning, partsOf, shortestSecret, tellingBeginning, type Parts } from './parts-of-secrets.ts';
import { removed } from './removed.ts';

export type ValueOptions = {
  /** Words beside our own that stay although a secret shares a part with them, such as the deployment's hosts. */
  sayable?: Iterable<string>;
};

export type RedactValues = (text: string, options: { isWhole: boolean }) => string;

/**
 * Removes the given secrets from a text wherever they, or eight characters of them in a row, stand as they are or encoded. A text
 * that may have been cut (`isWhole` is not set) also loses the beginning of a secret at its end.
 */
export function valueRedactor(secrets: Iterable<string>, { sayable }: ValueOptions = {}): RedactValues {
  const long = [...new Set(secrets)].filter((secret) => secret.length >= shortestSecret);
  if (long.length === 0) return (text) => text;
  const parts = partsOf(long, sayable ?? []);
  return (text, { isWhole }) => {
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
      // At the end of the text it is shorter, and may be one of those.
      const run = text.slice(from, from + length);
      const to = from + run.length;
      const isTelling = runs.has(run);
      if (!isTelling && !sayableRuns.has(run)) continue;
      if (current && from <= current.to) {
        current.to = Math.max(current.to, to);
        current.isTelling ||= isTelling;
      } else {
        close();
        current = { from, to, isTelling };
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

function spansOfBeginnings({ text, starts, ends }: Folded, parts: Parts, breaks: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const place of breaks) {
    const before = countBefore(starts, place);
    for (let length = Math.min(longestBeginning, before); length >= tellingBeginning; length -= 1) {
      if (!parts.beginnings.has(text.slice(before - length, before))) continue;
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

/** "+" is left out where a text is folded, and may be the first or the last of a secret. */
function withPluses(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (text[from - 1] === '+') from -= 1;
  while (text[to] === '+') to += 1;
  return { start: from, end: to };
}

/** The text with each span, and each group of spans that touch, replaced by the mark. */
function withoutSpans(text: string, found: readonly Span[]): string {
  if (found.length === 0) return text;
  const spans = found.map((span) => withPluses(text, span));
  let clean = '';
  let told = 0;
  let isOpen = false;
  for (const { start, end } of spans.sort((left, right) => left.start - right.start)) {
    if (!isOpen || start > told) clean += text.slice(told, start) + removed;
    isOpen = true;
    told = Math.max(told, end);
  }
  return clean + text.slice(told);
}
