import { expect, test } from 'vitest';
import { isHardlyMore, sayableParts, wordsBeside } from './sayable-parts.ts';
import { sayableWords } from './sayable-words.ts';

test.for<[secrets: string[], ofDeployment: string[], added: string[]]>([
  [['a1b2c3'], ['Host-A', 'other%2Dhost'], ['host-a', 'other%2dhost']],
  [['example', 'a1b2c3'], ['x.example.org', 'x.other.org'], ['x.other.org']],
  [['++++++'], ['host-a'], ['host-a']],
  [['%65xample'], ['x.example.org'], ['x.example.org']],
  [[], [], []],
])('beside the secrets %j of %j these may be said: %j', ([secrets, ofDeployment, added]) => {
  expect(wordsBeside(secrets, ofDeployment)).toEqual([...sayableWords, ...added]);
});

test('the parts of a word are from four to eight long, and the word', () => {
  expect([...sayableParts(['abcdef'])].toSorted()).toEqual(['abcd', 'abcde', 'abcdef', 'bcde', 'bcdef', 'cdef']);
  expect(sayableParts(['abcdefghij'])).toHaveLength(7 + 6 + 5 + 4 + 3 + 1);
  expect([...sayableParts(['abc'])]).toEqual(['abc']);
});

test.for<[run: string, isHardlyMore: boolean]>([
  ['password', true],
  ['abcpass', true],
  ['passxxx', true],
  ['xpassxxx', false],
  ['abc', true],
  ['abcd', false],
  ['longpart', true],
])('%s is hardly more than parts of words: %j', ([run, expected]) => {
  expect(isHardlyMore(run, new Set(['pass', 'word', 'assw', 'long', 'longpart', 'ssw']))).toBe(expected);
});
