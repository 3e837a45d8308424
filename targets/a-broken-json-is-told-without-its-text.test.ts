import { expect, test } from 'vitest';
import { readJson } from './read-json.ts';

test.for([
  ['{\n  "token": hunter2-secret-of-staging\n}', 'Unexpected token near line 2'],
  ['hunter2-secret', 'Unexpected token near line 1'],
  ['{ "name": "x", hunter2 }', 'Expected double-quoted property name in JSON at position 15 (line 1 column 16)'],
  ['{ "token": "hunter2', 'Unterminated string in JSON at position 19 (line 1 column 20)'],
  ['', 'Unexpected end of JSON input'],
])('%s', ([text, message]) => {
  expect(() => readJson(text as string)).toThrow(new SyntaxError(message));
});

test('what is whole is read', () => {
  expect(readJson('{"a":[1]}')).toEqual({ a: [1] });
});
