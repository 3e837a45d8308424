import { expect, test } from 'vitest';
import { readStructures, type Node, type Scalar } from './read-structures.ts';
import { scalarSaying, textOf } from './scalar-text.ts';

/** The first value of a list that begins so. */
function scalarIn(text: string): Node & Scalar {
  const value = readStructures(text)[0]?.members[0]?.value;
  if (value?.kind !== 'scalar') throw new Error(`${text} holds no scalar`);
  return value;
}

test.for<[text: string, said: string]>([
  ['["plain"]', 'plain'],
  ['[12.5]', '12.5'],
  ['["a\\"b\\\\c\\/d\\n\\r\\t\\b\\fe\\q"]', 'a"b\\c/d\n\r\t\b\feq'],
  ['["\\u00e4\\ud83d\\ude00\\u0022"]', 'ä😀"'],
  ["['it\\'s \\x41']", "it's A"],
  ['["cut', 'cut'],
  ['["cut\\', 'cut'],
  ['["cut\\\\', 'cut\\'],
  ['["cut\\u', 'cut'],
  ['["cut\\u00e', 'cut'],
  ['["cut\\x4', 'cut'],
  ['["cut\\x', 'cut'],
  ['["cut\\u00e4', 'cutä'],
  ['["\\u00zz", 1]', 'u00zz'],
])('%s says %j', ([text, said]) => {
  expect(textOf(scalarIn(text), text)).toBe(said);
});

test.for<[text: string, written: string]>([
  ['["old"]', '"it\'s \\"new\\"\\n"'],
  ["['old']", "'it\\'s \"new\"\\n'"],
  ['[12]', '"it\'s \\"new\\"\\n"'],
  ['["cut', '"it\'s \\"new\\"\\n'],
])('in place of %s stands %s', ([text, written]) => {
  expect(scalarSaying('it\'s "new"\n', scalarIn(text))).toBe(written);
});
