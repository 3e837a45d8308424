import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { failedResult, passedResult, runOf } from './testing/run-of.ts';
import { allureResults } from './testing/words-of.ts';
import { writeReports } from './write-reports.ts';

let outDirectory: string;
let folder: string;
beforeEach(() => {
  outDirectory = mkdtempSync(join(tmpdir(), 'medcor-trouble-'));
  folder = join(outDirectory, runOf([]).id);
  mkdirSync(folder);
});
afterEach(() => rmSync(outDirectory, { recursive: true }));

const judging =
  (results: readonly Result[] = [passedResult]) =>
  (troubles: readonly string[]): Run =>
    runOf(results, { troubles });

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** The word in each report that is there. */
const wordsWritten = () => ({
  json: (JSON.parse(read('results.json')) as Run).word,
  junit: /"the run is (\w+)"/.exec(read('junit.xml'))?.[1],
  html: /<title>(\w+)/.exec(read('report.html'))?.[1]?.toLowerCase(),
  metrics: /word="(\w+)"\} 1/.exec(read('metrics.prom'))?.[1],
  allure: allureResults(join(folder, 'allure-results'))
    .map(({ name }) => /the run is (\w+)/.exec(name)?.[1])
    .find(Boolean),
});

test('a full disk under one report: the run is incomplete, says of which, and all others say so too', async () => {
  // All writing to it ends in ENOSPC.
  symlinkSync('/dev/full', join(folder, '.metrics.prom.partial'));
  const { run } = await writeReports(judging(), { outDirectory });
  expect(run).toMatchObject({ word: 'incomplete', exitCode: 3 });
  expect(run.reasons).toEqual([expect.stringMatching(/^the report metrics\.prom could not be written: ENOSPC/)]);
  // Meanwhile there is room again; the run had its trouble all the same.
  expect(wordsWritten()).toEqual({
    json: 'incomplete',
    junit: 'incomplete',
    html: 'incomplete',
    allure: 'incomplete',
    metrics: 'incomplete',
  });
});

test.for(['results.json', 'junit.xml', 'report.html', 'metrics.prom'])('%s is told by its name', async (name) => {
  mkdirSync(join(folder, name));
  const { run } = await writeReports(judging(), { outDirectory });
  expect(run.reasons).toEqual([expect.stringContaining(`the report ${name} could not be written: `)]);
});

test('evidence that has vanished is trouble of the two reports that show it', async () => {
  const { run } = await writeReports(judging([passedResult, { ...failedResult, evidence: 'gone.ndjson' }]), {
    outDirectory,
  });
  expect(run).toMatchObject({ word: 'violated', words: ['violated', 'incomplete'] });
  expect(run.reasons.slice(1)).toEqual([
    expect.stringMatching(/^the report allure-results could not be written: ENOENT.*gone\.ndjson/),
    expect.stringMatching(/^the report report\.html could not be written: ENOENT.*gone\.ndjson/),
  ]);
});

test('a report whose program is broken is trouble of that report alone', async () => {
  vi.doMock('./badge.ts', () => {
    throw new Error('a library is missing');
  });
  try {
    const { run } = await writeReports(judging(), { outDirectory });
    expect(run.reasons).toEqual([
      expect.stringMatching(/^the report badge\.json could not be written: .*a library is missing/),
    ]);
    expect(wordsWritten()).toMatchObject({ json: 'incomplete', html: 'incomplete' });
  } finally {
    vi.doUnmock('./badge.ts');
  }
});

test('a second report that fails when the first is told again is told too', async () => {
  let judged = 0;
  const { run } = await writeReports(
    (troubles) => {
      judged += 1;
      if (judged === 1) symlinkSync('/dev/full', join(folder, '.metrics.prom.partial'));
      if (judged === 2) mkdirSync(join(folder, '.junit.xml.partial'));
      return judging()(troubles);
    },
    { outDirectory },
  );
  expect(run.reasons.map((reason) => reason.replace(/ could not.*/, ''))).toEqual([
    'the report metrics.prom',
    'the report junit.xml',
  ]);
});

test('where not even a folder can be made the verdict is still there, and in the summary for GitHub', async () => {
  const file = join(outDirectory, 'a-file');
  writeFileSync(file, '');
  const githubStepSummary = join(outDirectory, 'summary.md');
  const { run, toRead } = await writeReports(judging(), { outDirectory: join(file, 'out'), githubStepSummary });
  expect(run.word).toBe('incomplete');
  expect(run.reasons).toEqual([expect.stringMatching(/^the folder of the reports, .*, could not be written: ENOTDIR/)]);
  expect(readFileSync(githubStepSummary, 'utf8')).toMatch(/^## ❌ <code>INCOMPLETE {2}staging/m);
  expect(toRead).toBe('');
});

test('a summary that cannot be written is trouble like any other', async () => {
  const { run } = await writeReports(judging(), { outDirectory, githubStepSummary: outDirectory });
  expect(run.reasons).toEqual([expect.stringMatching(/^the report summary for GitHub could not be written: EISDIR/)]);
});

test('the link to the newest run is moved, or told', async () => {
  const { run, toRead } = await writeReports(judging(), { outDirectory });
  expect(readlinkSync(join(outDirectory, 'latest'))).toBe(run.id);
  expect([run.word, toRead]).toEqual(['verified', join(folder, 'report.html')]);
  rmSync(join(outDirectory, 'latest'));
  mkdirSync(join(outDirectory, 'latest', 'in-the-way'), { recursive: true });
  const again = await writeReports(judging(), { outDirectory });
  expect(again.run.reasons).toEqual([expect.stringContaining('the link to the newest run could not be written')]);
});
