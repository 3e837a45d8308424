import { expect, test } from 'vitest';
import { valueRedactor } from './by-value.ts';
import { formsOf } from './forms.ts';
import { partsOf } from './parts-of-secrets.ts';

test.for([
  ['', 0, 16],
  ['a', 2, 17],
  ['ab', 3, 18],
])('in base64 behind "%s" all characters that depend on the secret alone', ([before, begin, end]) => {
  const bytes = Buffer.from(`${before}??>>~~??>>~~ and more`);
  const { encoded } = formsOf('??>>~~??>>~~');
  expect([...encoded]).toContain(bytes.toString('base64').slice(Number(begin), Number(end)));
  expect([...encoded]).toContain(bytes.toString('base64url').slice(Number(begin), Number(end)));
});

test('as it is, in JSON, in an address, in base64 and in hexadecimal digits', () => {
  const { written, encoded } = formsOf('a"b c');
  expect([...written]).toEqual(['a"b c', 'a\\"b c', 'a%22b%20c']);
  expect([...encoded]).toContain('6122622063');
  expect(encoded).toContain('YSJiIG');
});

test('each run of eight is looked for, and each beginning that is shorter', () => {
  const { runs, lengths, beginnings, tiny } = partsOf(['kt7vqzr2mx', '+ + + + +'], []);
  expect(['kt7vqzr2', 't7vqzr2m', '7vqzr2mx'].every((run) => runs.has(run))).toBe(true);
  expect(lengths).toEqual([8]);
  expect(['kt7v', 'kt7vq', 'kt7vqzr2m'].every((beginning) => beginnings.has(beginning))).toBe(true);
  expect(tiny).toEqual(['+ + + + +']);
});

test('and goes where nothing else of it is known', () => {
  expect(valueRedactor(['kT7vQzR2mX'])('it was kT7vQzR2mX then', { isWhole: true })).toBe('it was [removed] then');
});
