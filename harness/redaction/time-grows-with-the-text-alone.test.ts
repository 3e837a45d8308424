import { expect, test } from 'vitest';
import { redactor } from '../redact.ts';

const redact = redactor(['kT7vQzR2mXw9LpB4sNfH', 'p@ss word/42']);

/** What makes a pattern try again and again, were it written carelessly. */
const repeated = [
  '"',
  "'",
  '\\',
  '\\"',
  '{',
  '[',
  '["',
  '{"a":',
  '{"a":"',
  "{'",
  '[[1',
  '(',
  '(1',
  '),',
  ']',
  ': ',
  'a:',
  'a: ',
  'a=',
  '&a=',
  '?a=',
  'a-b: ',
  'password=',
  'password: ',
  '{"password":"',
  'password "',
  "password='",
  '--password ',
  'Bearer a1',
  'http://',
  'http://a:',
  'a:b@',
  '@',
  'a@b.',
  'a.',
  '1.',
  '+1 ',
  '1-',
  '…',
  '"…',
  'eyJ',
  'eyJhbGci.',
  '-----BEGIN PRIVATE KEY-----',
  ' ',
  '\n',
  '%',
  '%25',
  '&',
  '&#',
  '&amp;',
  '<',
  '<input name=a ',
  '<a>',
  'Patient ',
  'Patient Jane ',
  'patient 1',
  '/patients/',
  'Key (a)=(',
  'Failing row contains (',
  'PID|',
  'MRN ',
  'kT7vQzR2',
  'kT7vQzR',
  '\u001B[',
  'ä',
  '😀',
  '\\u0041',
];

/** Processor time of this process alone, since other programs may have the machine; the better of two. */
function microseconds(text: string): number {
  const times = [0, 1].map(() => {
    const begun = process.cpuUsage();
    redact(text);
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  });
  return Math.min(...times);
}

test.for(repeated)('a text of %j alone', (unit) => {
  const length = 3000;
  const once = microseconds(unit.repeat(length / unit.length));
  const eightfold = microseconds(unit.repeat((8 * length) / unit.length));
  // Squared it would be 64 times as long. What takes less than two milliseconds is measured too coarsely to be compared.
  expect(eightfold).toBeLessThan(24 * Math.max(once, 2000));
});
