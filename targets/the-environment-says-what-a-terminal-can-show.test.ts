import { expect, test } from 'vitest';
import { readEnvironment } from './read-environment.ts';

test.for([
  [{}, true],
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, false],
  [{ LANG: 'C' }, false],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, false],
  [{ LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, true],
  [{ LANG: 'en_US.UTF-8', TERM: 'linux' }, false],
] as const)('%o shows more than ASCII: %s', ([variables, unicode]) => {
  expect(readEnvironment(variables).terminal.unicode).toBe(unicode);
});

test('a dumb terminal is known by its name', () => {
  expect([{ TERM: 'dumb' }, { TERM: 'xterm' }, {}].map((each) => readEnvironment(each).terminal.dumb)).toEqual([
    true,
    false,
    false,
  ]);
});
