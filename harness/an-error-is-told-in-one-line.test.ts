import { expect, test } from 'vitest';
import { NotOffered } from './not-offered.ts';
import { sentenceOf } from './outcome-of-error.ts';
import { UsageError } from './usage-error.ts';
import { Violation } from './violation.ts';

const coded = (message: string, code: unknown) => Object.assign(new Error(message), { code });

test.for<[string, unknown, string]>([
  ['its message', new Error('it broke'), 'it broke'],
  ['what is no error', 'a text', 'a text'],
  ['nothing at all', undefined, 'undefined'],
  ['its name where it says nothing', new TypeError(''), 'TypeError'],
  ['a code that the message lacks', coded('cannot open', 'EMFILE'), 'cannot open [EMFILE]'],
  ['a code that the message has', coded('EMFILE: cannot open', 'EMFILE'), 'EMFILE: cannot open'],
  ['a code that is no word', coded('cannot open', 24), 'cannot open'],
  ['its cause', new Error('it broke', { cause: coded('no room', 'ENOSPC') }), 'it broke (no room [ENOSPC])'],
  [
    'a cause that the message has',
    new Error('it broke: no room', { cause: new Error('no room') }),
    'it broke: no room',
  ],
  ['a cause that is no error', new Error('it broke', { cause: 'no room' }), 'it broke'],
])('%s', ([, error, sentence]) => {
  expect(sentenceOf(error)).toBe(sentence);
});

test('our own kinds of error are known by their names', () => {
  const facts = { expected: 'a', actual: 'b', cause: { id: 'c', sentence: 'd' } };
  expect([new Violation(facts), new NotOffered('n'), new UsageError('u')].map(String)).toEqual([
    'Violation: expected a; actual b; cause: d',
    'NotOffered: n',
    'UsageError: u',
  ]);
});
