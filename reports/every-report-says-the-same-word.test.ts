import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { consoleReport } from './console.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { resultsJsonSchema, resultsSchema } from './results-schema.ts';
import { blockedResult, brokenResult, failedResult, passedResult, runOf, skippedResult } from './testing/run-of.ts';

const onConsole = (results: readonly Result[]): string => {
  const stream = new PassThrough();
  const report = consoleReport(stream as unknown as NodeJS.WriteStream, results);
  for (const result of results) report.onResult(result);
  report.onEnd(runOf(results), 'reports/out/one');
  return stripVTControlCharacters(String(stream.read()));
};

const runs: [string, Result[]][] = [
  ['verified', [passedResult]],
  ['violated', [passedResult, failedResult, blockedResult, skippedResult]],
  ['incomplete', [passedResult, brokenResult]],
  ['incomplete', []],
];

test.for(runs)('%s', ([word, results]) => {
  const run = runOf(results);
  expect(JSON.parse(json.render(run))).toMatchObject({ word });
  expect(junit.render(run)).toContain(`the run is ${word}`);
  expect(/<(failure|error)/.test(junit.render(run))).toBe(word !== 'verified');
  expect(onConsole(results)).toContain(`${word.toUpperCase()}  staging`);
});

test.for(runs)('results.json of a run that is %s keeps its schema', ([, results]) => {
  expect(resultsSchema.safeParse(JSON.parse(json.render(runOf(results)))).error).toBeUndefined();
});

test('the published schema is the one in the code', () => {
  expect(readFileSync(join(import.meta.dirname, 'results.schema.json'), 'utf8')).toBe(resultsJsonSchema());
});

test('the console tells only what is not green in full', () => {
  expect(onConsole([passedResult, failedResult, blockedResult, skippedResult, brokenResult])).toBe(`\
  queue      1 passed, 1 failed, 1 blocked, 1 not offered, 1 could not tell  slowest 5.0 s

✗ queue.canary-is-executed   critical   staging   5.0 s
  demand    A task must be executed and its result returned within its deadline
  expected  a result for the canary within 5000 ms
  actual    none; the queue "celery" has 0 consumers while worker w1@app answers ping
  cause     The worker is connected but no longer consumes (not-consuming)
  source    guide.celery-executes-tasks
  remedy    sudo systemctl restart celery.service
  again     ./medcor-verify --target staging --only queue.canary-is-executed

! queue.page-opens   critical   staging   0.0 s
  demand    The page must open
  broken    no verdict on the target: no Chromium was found
  source    guide.celery-executes-tasks
  again     ./medcor-verify --target staging --only queue.page-opens

- blocked by queue.canary-is-executed: queue.order-is-kept

○ not asked, because no --broker was given: queue.priority-works

VIOLATED  staging (version 1.4.2, none expected)  roots queue.canary-is-executed (not-consuming), queue.page-opens (broken)  asked 5 · passed 1 · failed 1 · blocked 1 · not offered 1 · could not tell 1  5.1 s
reports  reports/out/one
`);
});
