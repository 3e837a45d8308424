import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redactor } from './harness/redact.ts';

/** A stack of ours has such secrets; the guide's own password has a word in it that reports must say. */
const redact = redactor([
  'medcor_password',
  'kT7vQzR2mXw9LpB4sNfH',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
]);

const files = globSync('{harness,fixtures,suites,reports,commands,targets,contract}/**/*.ts').filter(
  (file) => !/\.test\.ts$|\/(?:redaction|testing)\//.test(file),
);

/** Strings of a source file; what a template puts in becomes a word, or a port. */
const stringsOf = (source: string): string[] =>
  [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, template = '']) =>
    (plain ?? template)
      .replaceAll(/:\$\{[^{}]*\}/g, ':5672')
      .replaceAll(/\$\{[^{}]*\}/g, 'something')
      .replaceAll("\\'", "'"),
  );

/** The one thing in our sources that must go: the password in an address. */
const holdsPassword = (text: string): boolean => /:\/\/[^\s/]*@/.test(text);

test('what the sources say', () => {
  const said = new Set(files.flatMap((file) => stringsOf(readFileSync(file, 'utf8'))));
  expect(said.size).toBeGreaterThan(1000);
  const changed = [...said].filter((text) => !holdsPassword(text) && redact(text) !== text);
  expect(changed.map((text) => [text, redact(text)])).toEqual([]);
});

test.for(['README.md', ...globSync('docs/**/*.md')])('%s', (file) => {
  for (const line of readFileSync(file, 'utf8').split('\n')) expect(redact(line)).toBe(line);
});
