import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactor } from '../redact.ts';

/** Secrets that JSON's own signs stand in, and one that is a number. */
const secrets = ['ab"cd{e]f,1', '12345678', 'back\\slash"42', '":"hunter2","', 'line\nbreak\t77', '[removed?]{}'];

const name = fc.constantFrom(
  'password',
  'token',
  'patient',
  'email',
  'name',
  'id',
  'status',
  'a',
  'headers',
  'value',
  'body',
  ...secrets,
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...secrets,
    12345678,
    1.5,
    -0.25,
    true,
    null,
    '',
    'Jane Roe',
    'jane@example.org',
    'Bearer abc.123',
    '{"pin":1}',
    '[removed]',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...secrets).map((secret) => JSON.stringify({ password: secret, of: [secret] })),
  fc.tuple(fc.string({ maxLength: 8 }), fc.constantFrom(...secrets)).map(([before, secret]) => `${before}${secret}`),
);
const documents = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).object;

const redact = redactor(secrets);
const { numRuns = 100 } = fc.readConfigureGlobal();

test('whatever stands in it', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(undefined, 2, '\t'), (document, space) => {
      const clean = redact(JSON.stringify(document, null, space));
      expect(() => JSON.parse(clean) as unknown).not.toThrow();
      // As a reader of the document sees it: each string and number by itself.
      const told = stringsIn(JSON.parse(clean));
      for (const text of told) for (const secret of secrets) expect(text).not.toContain(secret);
    }),
    { numRuns },
  );
});

test('what holds nothing to remove comes back as it was written', () => {
  const texts = [
    '{ "a": 1.0, "b": 1e3,\n "c": [ ] , "big": 98765432109876543210, "a": "twice" }',
    '[]',
    '{}',
    ' {"ü": "\\u00fc"} ',
  ];
  for (const text of texts) expect(redact(text)).toBe(text);
});

test('a secret number becomes a string', () => {
  expect(redact('{"n": 12345678, "m": [12345678]}')).toBe('{"n": "[removed]", "m": ["[removed]"]}');
});

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key].concat(stringsIn(inner)));
}
