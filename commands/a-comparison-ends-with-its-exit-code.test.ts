import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { failedResult, passedResult, runOf } from '../reports/testing/run-of.ts';
import { compareSchema } from './schemas/compare-schema.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
let folder: string;

const failed = Object.assign({}, failedResult, { id: passedResult.id });
const slow: Result = { ...passedResult, durationMs: 300 };
const files: Record<string, object> = {
  passed: runOf([passedResult]),
  // Found before those of other runs, of which a fresh clone has none.
  latest: runOf([passedResult]),
  failed: runOf([failed]),
  slow: runOf([slow]),
  old: { ...runOf([passedResult]), schemaVersion: 1 },
  foreign: { name: 'a package', version: '1.0.0' },
  broken: { schemaVersion: 2, id: 'a run without results' },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-compare-'));
  for (const [name, run] of Object.entries(files)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'results.json'), JSON.stringify(run));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const compare = (...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(launcher, ['compare', ...words], { cwd: folder, env: { PATH: process.env['PATH'] } }, (error, ...told) =>
      resolve({ exitCode: error?.code ?? 0, stdout: told[0], stderr: told[1] }),
    );
  });

test('0 where nothing got worse, and nothing is written', async () => {
  const before = await readdir(folder, { recursive: true });
  expect(await compare('failed', 'passed/results.json')).toEqual({
    exitCode: 0,
    stdout: expect.stringContaining('newly passed\n  queue.has-a-consumer, failed before\n\nNOTHING GOT WORSE\n'),
    stderr: '',
  });
  expect(await readdir(folder, { recursive: true })).toEqual(before);
});

test('1 where something did', async () => {
  expect(await compare('passed', 'failed')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('newly failed\n  queue.has-a-consumer (not-consuming), passed before'),
  });
});

test('how much slower is too slow can be said', async () => {
  expect(await compare('passed', 'slow')).toMatchObject({ exitCode: 0 });
  expect(await compare('passed', 'slow', '--floor', '200ms')).toMatchObject({ exitCode: 1 });
  expect(await compare('passed', 'slow', '--floor', '200ms', '--factor', '30')).toMatchObject({ exitCode: 0 });
});

test('a script reads the same', async () => {
  const { exitCode, stdout } = await compare('passed', 'failed', '--json');
  expect({ exitCode, told: compareSchema.parse(JSON.parse(stdout)) }).toMatchObject({
    exitCode: 1,
    told: { newlyFailed: [{ id: 'queue.has-a-consumer', was: 'passed', cause: 'not-consuming' }] },
  });
});

test.for<[string[], string]>([
  [['old', 'passed'], 'has schema version 1, and this program reads version 2. Read it with the medcor-verify'],
  [['passed', 'old'], 'has schema version 1, and this program reads version 2.'],
  [['passed', 'foreign'], 'is not the results.json of a run: it names no schemaVersion.'],
  [['broken', 'passed'], 'is not the results.json of a run: startedAt: '],
  [['pased', 'passed'], 'No run is called "pased", and there is no such folder or file with results.'],
  [
    ['previos'],
    'No run is called "previos", and there is no such folder or file with results. Did you mean "previous"?',
  ],
  [['passed', './passed/results.json'], 'are the same run: '],
  [['passed', 'failed', '--factor', 'half'], 'Give a number above 1'],
  [[], "missing required argument 'before'"],
])('2 for %j', async ([words, sentence]) => {
  const { exitCode, stdout, stderr } = await compare(...words);
  expect({ exitCode, stdout, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
  expect(stderr).toContain(sentence);
});
