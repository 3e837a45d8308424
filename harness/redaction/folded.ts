/**
 * A text as its bytes in UTF-8, each a character of `text` with the place that it comes from, so that a secret is found however it was
 * wrapped, indented, coloured or set in capitals: white space, line breaks, "+" (a blank in a form) and terminal colours are left out.
 */
export type Folded = {
  text: string;
  /** The place of each of its characters, from `starts` until before `ends`. */
  starts: Uint32Array;
  ends: Uint32Array;
};

/** Escapes may be escaped: JSON in JSON in a URL. */
export const deepestEscape = 3;

/** What a text says folded, and with each layer of its escapes read. */
export function layersOf(text: string): string[] {
  const layers: string[] = [];
  let layer: Folded | undefined = fold(text);
  for (let depth = 0; layer && depth <= deepestEscape; depth += 1) {
    layers.push(layer.text);
    layer = unescaped(layer);
  }
  return layers;
}

export function fold(text: string): Folded {
  const written = writer(Buffer.byteLength(text));
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) as number;
    const end = at + (code > 0xffff ? 2 : 1);
    if (code === escapeSign) at += colourAt(text, at);
    else {
      written.character(code, at, end);
      at = end;
    }
  }
  return written.end();
}

/** The same with each escape in it read: `\u0022`, `\x22`, `\n`, `%22`, `&quot;`, `&#34;`. Undefined where there is none. */
export function unescaped({ text, starts, ends }: Folded): Folded | undefined {
  if (!/[\\%&]/.test(text)) return undefined;
  const written = writer(text.length);
  let told = 0;
  const copyUntil = (end: number) => {
    for (let at = told; at < end; at += 1) written.byte(text.charCodeAt(at), starts[at] as number, ends[at] as number);
  };
  for (const { 0: escape, index } of text.matchAll(escapes)) {
    const code = codeOf(escape);
    if (code === undefined) continue;
    copyUntil(index);
    told = index + escape.length;
    const write = standsForByte.test(escape) ? written.byte : written.character;
    write(code, starts[index] as number, ends[told - 1] as number);
  }
  if (told === 0) return undefined;
  copyUntil(text.length);
  return written.end();
}

const escapes =
  /\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[^])|%[\da-f]{2}|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/g;

/** Everything else stands for a character. Python writes `\x` for both, and the bytes are what it shows of a request. */
const standsForByte = /^(?:%|\\x|\\[^]$)/;

const escapeSign = 0x1b;

/** How long the colour or other control sequence of a terminal is that begins here. */
function colourAt(text: string, at: number): number {
  controlSequence.lastIndex = at;
  return controlSequence.exec(text)?.[0].length ?? 1;
}

const controlSequence = new RegExp(`${String.fromCharCode(escapeSign)}\\[[\\d;?]{0,20}[A-Za-z]`, 'y');

/** The character that an escape stands for; undefined where it is none. */
function codeOf(escape: string): number | undefined {
  if (escape.startsWith('%')) return Number.parseInt(escape.slice(1), 16);
  if (escape.startsWith('&#x')) return Number.parseInt(escape.slice(3), 16);
  if (escape.startsWith('&#')) return Number.parseInt(escape.slice(2), 10);
  if (escape.startsWith('&')) return entities[escape.slice(1, -1)];
  if (escape.length === 12) return String.fromCharCode(...unitsOf(escape)).codePointAt(0);
  const letter = escape[1] as string;
  if (escape.length > 2) return Number.parseInt(escape.slice(2).replaceAll(/[{}]/g, ''), 16);
  return controls[letter] ?? letter.charCodeAt(0);
}

/** The two halves of a character beyond the first plane, as JSON escapes it. */
const unitsOf = (escape: string): number[] =>
  [escape.slice(2, 6), escape.slice(8, 12)].map((digits) => Number.parseInt(digits, 16));

const entities: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0x20,
};

const controls: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c, v: 0x0b, 0: 0 };

function writer(capacity: number) {
  const bytes = Buffer.allocUnsafe(capacity);
  const starts = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  let length = 0;
  const byte = (code: number, start: number, end: number) => {
    if (isLeftOut(code)) return;
    bytes[length] = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
    starts[length] = start;
    ends[length] = end;
    length += 1;
  };
  const character = (code: number, start: number, end: number) => {
    if (code < 0x80) byte(code, start, end);
    else if (!isInvisible(code)) for (const each of Buffer.from(wellFormed(code))) byte(each, start, end);
  };
  const end = (): Folded => ({
    text: bytes.toString('latin1', 0, length),
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
  });
  return { byte, character, end };
}

/** White space and control characters, and "+". */
const isLeftOut = (code: number): boolean => code <= 0x20 || code === 0x2b || code === 0x7f;

/** Blanks that are no white space to a computer, and characters of no width. */
const isInvisible = (code: number): boolean =>
  code === 0xa0 ||
  code === 0xad ||
  code === 0xfeff ||
  code === 0x2028 ||
  code === 0x2029 ||
  (code >= 0x2000 && code <= 0x200f);

const wellFormed = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '\uFFFD');
