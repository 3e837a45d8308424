/**
 * Text that may hold anything a target sent, as text that only shows: control characters (a new line could forge a verdict, an escape
 * sequence repaint a terminal), those that turn the reading direction, and what XML forbids become visible escapes.
 */
export const printable = (text: string): string => text.replaceAll(unprintable, escaped);

const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

const escaped = (character: string): string =>
  named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
