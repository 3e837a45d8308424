import type { Node, Scalar } from './read-structures.ts';

/** What a scalar of a text says, its escapes read; half an escape at a cut end falls away. */
export function textOf({ start, end, quote, isCut }: Node & Scalar, text: string): string {
  const raw = text.slice(start, end);
  if (quote === undefined) return raw;
  const inner = isCut ? raw.slice(1) : raw.slice(1, -1);
  return inner.replaceAll(escapes, (_, unicode?: string, byte?: string, letter = '') => {
    const digits = unicode ?? byte;
    return digits === undefined ? (controls[letter] ?? letter) : String.fromCharCode(Number.parseInt(digits, 16));
  });
}

/** Those of JSON, what Python and JavaScript have beside them, and half a one at the end. */
const escapes = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(?:u[\da-fA-F]{0,3}|x[\da-fA-F]?)?$|([^]))/g;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A scalar that says something else, as it stands in a text. A number becomes a string, for the bare words would be no JSON; what was cut stays open. */
export function scalarSaying(told: string, { quote = '"', isCut }: Scalar): string {
  const inner = JSON.stringify(told).slice(1, -1);
  const escaped = quote === '"' ? inner : inner.replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${isCut ? '' : quote}`;
}
