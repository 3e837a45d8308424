import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quoteForShell } from './quote-for-shell.ts';

const words = [
  '',
  'plain',
  '--target',
  './my profiles/staging 2.json',
  "it's",
  '"quoted"',
  "'",
  "''",
  '$HOME',
  '$(touch here)',
  '`id`',
  'a\\b\\',
  'queue.*',
  '[abc]',
  'what?',
  '!event',
  '~',
  '~root/x',
  'NAME=value',
  '{a,b}',
  '# no comment',
  'a;b&c|d<e>f',
  'two\nlines',
  'api.example.org:443:[::1]',
  'amqp://guest@h/%2F?a=1&b=2',
  'Grüße 👋',
];

test.for(['sh', 'bash'])('%s', (shell) => {
  const script = `for word in ${words.map(quoteForShell).join(' ')}; do printf '%s\\0' "$word"; done`;
  const read = execFileSync(shell, ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
  expect(read).toEqual(words);
});

test('a word that needs no quotation has none', () => {
  expect(['--only', 'queue.canary', './x.json', 'a:1:10.0.0.7', 'env:A_B'].map(quoteForShell).join(' ')).toBe(
    '--only queue.canary ./x.json a:1:10.0.0.7 env:A_B',
  );
});
