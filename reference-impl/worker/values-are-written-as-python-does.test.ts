import { expect, test } from 'vitest';
import { parseExactJson } from './exact-json.ts';
import { nodeMatches } from './node-matches.ts';
import { pythonRepr, pythonTupleRepr } from './python-repr.ts';
import { retryDelayMs } from './retry-delay.ts';

test.each([
  [null, 'None'],
  [true, 'True'],
  [{ a: [1, false] }, "{'a': [1, False]}"],
  ["it's", `"it's"`],
  [`"it's"`, String.raw`'"it\'s"'`],
  ['a\\b\n', String.raw`'a\\b\n'`],
  [parseExactJson('[1.0]'), '[1.0]'],
])('repr(%j) is %s', (value, repr) => {
  expect(pythonRepr(value)).toBe(repr);
});

test('a tuple of one has its comma', () => {
  expect([pythonTupleRepr([]), pythonTupleRepr([1]), pythonTupleRepr([1, 2])]).toEqual(['()', '(1,)', '(1, 2)']);
});

test.each(['[1.0,-0.0,1e5,12345678901234567890,0.1,null,"1.0"]', '{"a":{"b":[2.50]}}'])('%s survives', (json) => {
  expect(JSON.stringify(parseExactJson(json))).toBe(json);
});

test.each([
  [{ destination: ['w1@a', 'w2@a'] }, true],
  [{ destination: ['w2@a'], pattern: '*', matcher: 'glob' }, false],
  [{ pattern: 'w?@a', matcher: 'glob' }, true],
  [{ pattern: 'w[!1]@a', matcher: 'glob' }, false],
  [{ pattern: 'w1', matcher: 'glob' }, false],
  [{ pattern: 'w1.a', matcher: 'glob' }, false],
  [{ pattern: 'w1', matcher: 'pcre' }, true],
  [{}, true],
])('a message to %j is for w1@a: %s', (addressees, isMeant) => {
  expect(nodeMatches('w1@a', addressees)).toBe(isMeant);
});

test('connecting is tried eagerly for half a minute, then every 2, 4, 6 seconds', () => {
  expect([retryDelayMs(0, 0), retryDelayMs(29_999, 0)]).toEqual([200, 200]);
  expect([0, 1, 2, 50].map((attempts) => retryDelayMs(30_000, attempts))).toEqual([2000, 4000, 6000, 30_000]);
});
