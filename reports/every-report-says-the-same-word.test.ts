import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { resultsJsonSchema, resultsSchema } from './results-schema.ts';
import { blockedResult, brokenResult, failedResult, passedResult, runOf, skippedResult } from './testing/run-of.ts';
import { toldOnConsole } from './testing/terminal-of.ts';

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
  expect(toldOnConsole(runOf(results))).toContain(`${word.toUpperCase()}  staging`);
});

test.for(runs)('results.json of a run that is %s keeps its schema', ([, results]) => {
  expect(resultsSchema.safeParse(JSON.parse(json.render(runOf(results)))).error).toBeUndefined();
});

test('the published schema is the one in the code', () => {
  expect(readFileSync(join(import.meta.dirname, 'results.schema.json'), 'utf8')).toBe(resultsJsonSchema());
});
