import { describe, expect, test } from 'vitest';
import { sayableWords } from './sayable-words.ts';
import { beginsSentence, isNameOfPerson, isOurMark, isSayable } from './sayable-values.ts';

describe('where a secret would stand', () => {
  test.for([
    '',
    '  ',
    ' null ',
    'N/A',
    '-',
    '[]',
    '{}',
    '[removed]',
    'x[removed]y',
    '$TOKEN',
    '${TOKEN}',
    '<your token>',
    'env:STAGING_KEY',
    '{token}',
    '{{ the.token }}',
    '%s',
    '***',
    'xxxxx',
    '…',
    '...',
    'string',
    'TOKEN',
    'This field may not be blank.',
    'This password is too short',
    'Enter a valid email address.',
    'Ensure this field has no more than 8 characters (it has 12).',
    'Not a valid string.',
    'A valid integer is required.',
    'valid number is required',
    'invalid token',
    'field is required',
    'Required',
    'Input should be a valid string',
    'Invalid input: expected string, received undefined',
    'must be at least that long',
    'should match the other',
    'datetime has wrong format.',
    'a user with that name already exists.',
  ])('"%s" may be said', (value) => {
    expect(isSayable(value)).toBe(true);
  });

  test.for([
    'nullx',
    'xnull',
    'yes1',
    '$TOKEN1 and',
    'a$TOKEN',
    '$',
    '<>',
    'a<b>',
    'env:',
    'env:a-b',
    'xenv:a',
    '{}}',
    '%',
    '%%s',
    'xx',
    '....',
    'strings',
    'TOKENS',
    'MYTOKEN',
    'token1',
    'It said: this field may not be blank',
    'this field may not be blank. It was a1',
    'this fields x',
    'invalid a1',
  ])('"%s" may not', (value) => {
    expect(isSayable(value)).toBe(false);
  });
});

test.for<[value: string, begins: boolean]>([
  ['the', true],
  ['Expired', true],
  ['takes it', true],
  ['take', true],
  ...['belong', 'need', 'want', 'name', 'hold', 'give', 'say', 'mean'].map((word): [string, boolean] => [word, true]),
  ['null', true],
  ['thee', false],
  ['in-house', false],
  ['a1 the', false],
])('a sentence begins with %j: %j', ([value, begins]) => {
  expect(beginsSentence(value)).toBe(begins);
});

test('what the program marks is its own', () => {
  expect(['medcor-verify-1', 'medcor-verify:1', 'medcor-verify/1'].every(isOurMark)).toBe(true);
  expect(['x medcor-verify-1', 'medcor-verify', 'medcor-verify1'].some(isOurMark)).toBe(false);
});

test.for<[value: string, isName: boolean]>([
  ['Jane Roe', true],
  ['Jane Q. Roe', true],
  ['Jane Mary Ann Roe', true],
  ['Jean-Luc Picard', true],
  ['Siobhán O’Neill', true],
  ['Anna van Dyk', true],
  ['Ana B. da Silva', true],
  ['Ronald McDonald', true],
  ['Jane', false],
  ['jane Roe', false],
  ['Jane roe', false],
  ['J Roe', false],
  ['Jane R', false],
  ['mrs Jane Roe', false],
  ['Jane Roe 3', false],
  ['Jane Mary Ann Sue Roe', false],
  ['Default Queue', false],
  ['Redis Cache', false],
])('%s is the name of a person: %j', ([value, isName]) => {
  expect(isNameOfPerson(value)).toBe(isName);
});

test('the words that a report must be able to say are in lower case and no shorter than a secret', () => {
  expect(sayableWords.length).toBeGreaterThan(50);
  for (const word of sayableWords) expect(word).toMatch(/^[a-z/-]{6,}$/);
});
