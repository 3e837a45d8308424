import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { nothingSpecial } from './console/terminal.ts';
import { annotationsOf } from './github-annotations.ts';
import { githubSummary, renderSummary } from './github-summary.ts';
import { toldOnConsole } from './testing/terminal-of.ts';
import {
  blockedResult,
  brokenResult,
  everythingRun,
  failedResult,
  passedResult,
  runOf,
  waivedResult,
} from './testing/run-of.ts';

const failing = (index: number, cause = `cause-${index}`): Result => {
  const result = structuredClone(failedResult);
  if (result.verdict === 'failed') Object.assign(result.violation, { cause: { id: cause, sentence: 'It broke' } });
  return Object.assign(result, { id: `queue.broken-${index}` });
};

const known = (index: number): Result => ({ ...waivedResult, id: `queue.known-${index}` });

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test('the verdict first, an error for each cause with what it blocks, a warning for each known failure', () => {
  const run = runOf([passedResult, failedResult, blockedResult, brokenResult, waivedResult], {
    target: { name: 'staging', expectedVersion: '1.5.0' },
    residue: ['100% of it'],
  });
  expect(annotationsOf(run)).toEqual([
    '::error title=VIOLATED  staging (version 1.4.2%2C expected 1.5.0)  asked 4 of 5%2C blocked 1::Advice: hold the release%0Aresidue: 100%25 of it',
    '::error title=not-consuming%3A queue.canary-is-executed::queue.canary-is-executed: The worker is connected but no longer consumes; none; the queue "celery" has 0 consumers while worker w1@app answers ping%0A  blocks queue.order-is-kept%0A  again ./medcor-verify --target staging --only queue.canary-is-executed',
    '::error title=could not tell%3A queue.page-opens::queue.page-opens: no Chromium was found%0A  again ./medcor-verify --target staging --only queue.page-opens',
    '::warning title=waived until 2026-12-31%3A queue.results-arrive::OPS-4: the new broker comes in December',
  ]);
});

test('GitHub drops all but ten of a kind: ours are no more, and the last says how many it stands for', () => {
  const errors = annotationsOf(runOf(many(30).map((index) => failing(index))));
  expect(errors).toHaveLength(10);
  expect(errors.at(-1)).toMatch(/^::error title=and 22 more::/);
  const warnings = annotationsOf(runOf([passedResult, ...many(12).map(known)]));
  expect(warnings.filter((line) => line.startsWith('::warning'))).toHaveLength(10);
});

test('one cause that many checks state is one error', () => {
  expect(annotationsOf(runOf(many(30).map((index) => failing(index, 'connection-refused'))))).toHaveLength(2);
});

test('nothing that a target says is a command to the runner', () => {
  const hostile = failing(1);
  if (hostile.verdict === 'failed') Object.assign(hostile.violation, { actual: 'a\n::add-mask::b\n##[add-mask]c' });
  const told = toldOnConsole(runOf([hostile]), { surroundings: { ...nothingSpecial, githubActions: true } });
  const { token = '', inForce = '' } =
    /^::stop-commands::(?<token>\S+)\n[^]*\n::\1::\n(?<inForce>[^]*)$/m.exec(told)?.groups ?? {};
  expect(token).toMatch(/^[0-9a-f-]{36}$/);
  expect(told.split(`::stop-commands::${token}`)[0]).not.toContain('add-mask');
  expect(
    inForce
      .trim()
      .split('\n')
      .every((line) => line.startsWith('::error title=')),
  ).toBe(true);
});

test('where it is not GitHub that reads, there are no commands', () => {
  expect(toldOnConsole(everythingRun())).not.toContain('::');
});

const limit = 1024 * 1024;

test('the summary fits what GitHub takes for a step, and says how many stories were left out', () => {
  const run = runOf(many(3000).map((index) => failing(index)));
  const text = renderSummary(run, limit);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
  expect(Buffer.byteLength(text)).toBeGreaterThan(limit * 0.9);
  const told = text.match(/^<details open>/gm)?.length ?? 0;
  expect(text).toContain(`and ${3000 - told} more, which the report tells.`);
});

test('the summary is added to what the step has said before, and once, however often it is written', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'medcor-summary-'));
  const file = join(directory, 'summary.md');
  try {
    const before = `# Built\n${'é'.repeat(400_000)}\n`;
    writeFileSync(file, before);
    const run = runOf(many(3000).map((index) => failing(index)));
    await githubSummary.write(runOf([passedResult]), { directory, githubStepSummary: file });
    await githubSummary.write(run, { directory, githubStepSummary: file });
    const after = readFileSync(file, 'utf8');
    expect(after.startsWith(`${before}<!-- medcor-verify`)).toBe(true);
    expect(after.match(/^## /gm)).toHaveLength(1);
    expect(after).toContain('VIOLATED');
    expect(Buffer.byteLength(after)).toBeLessThanOrEqual(limit);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
