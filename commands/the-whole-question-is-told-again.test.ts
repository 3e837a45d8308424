import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askedWithOf } from './asked-with.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

test('areas first, then the target, then what narrows the question and how it is judged', () => {
  const options = {
    only: ['queue.*', "it's"],
    severity: 'major',
    tier: 'smoke',
    wait: 120_000,
    deadline: 1500,
    strict: true,
  } as const;
  expect(
    askedWithOf(['health', 'queue'], '--target staging --safety canary', { ...options, only: [...options.only] }),
  ).toBe(
    `health queue --target staging --safety canary --only 'queue.*' --only 'it'\\''s' --severity major --tier smoke --wait 120s --deadline 1500ms --strict`,
  );
  expect(askedWithOf([], '', {})).toBe('');
});

test('what the page says it was asked with is what was typed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-question-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const typed = [
    'health',
    '--api',
    'http://127.0.0.1:1/',
    '--only',
    'health.api-is-healthy',
    '--tier',
    'smoke',
    '--strict',
  ];
  await new Promise((resolve) => {
    execFile(launcher, [...typed, '--reports', folder], { env: { PATH: process.env['PATH'] } }, resolve);
  });
  const page = await readFile(join(folder, 'latest', 'report.html'), 'utf8');
  // A phone breaks it between its words.
  expect(page.replaceAll(/<\/?span[^>]*>/g, '')).toMatch(
    new RegExp(`<dt>Asked with</dt><dd>\\S+ ${typed.join(' ').replaceAll('.', '\\.')}</dd>`),
  );
});
