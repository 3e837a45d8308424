import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { json } from './json.ts';
import { resultsJsonSchema, resultsSchema } from './results-schema.ts';
import {
  blockedResult,
  brokenResult,
  checkNotAsked,
  everythingRun,
  failedResult,
  minorResult,
  passedResult,
  runOf,
  skippedResult,
  waivedResult,
} from './testing/run-of.ts';
import { wordsOf } from './testing/words-of.ts';

const withheld = [checkNotAsked('mcp.writes', { safety: 'canary' })];
const stale = { check: passedResult.id, cause: 'not-consuming', reason: 'OPS-4', until: '2026-12-31' };
const blockedByMinor: Result = { ...blockedResult, verdict: 'blocked', by: minorResult.id };
const otherVersion = { ...passedResult, id: 'queue.answers-again', observed: { version: '1.4.1' } };

const runs: [told: string, word: Run['word'], run: Run][] = [
  ['all passed', 'verified', runOf([passedResult])],
  ['one is not offered', 'verified', runOf([passedResult, skippedResult])],
  ['a known failure', 'verified', runOf([passedResult, waivedResult])],
  ['a minor failure', 'verified', runOf([passedResult, minorResult])],
  ['a minor failure, strictly', 'violated', runOf([passedResult, minorResult], { strict: true })],
  ['a stale waiver', 'verified', runOf([passedResult], { waivers: [stale] })],
  ['a stale waiver, strictly', 'incomplete', runOf([passedResult], { waivers: [stale], strict: true })],
  ['one failed', 'violated', runOf([passedResult, failedResult, blockedResult])],
  ['two versions and no check that failed', 'violated', runOf([passedResult, otherVersion])],
  ['residue', 'residue', runOf([passedResult], { residue: ['a canary appointment'] })],
  ['residue and one broken', 'residue', runOf([passedResult, brokenResult], { residue: ['a canary appointment'] })],
  ['one broken', 'incomplete', runOf([passedResult, brokenResult])],
  ['one blocked by a minor failure', 'incomplete', runOf([passedResult, blockedByMinor, minorResult])],
  ['nothing asked', 'incomplete', runOf([])],
  ['everything skipped', 'incomplete', runOf([skippedResult])],
  ['a known failure and nothing else', 'incomplete', runOf([waivedResult])],
  ['a critical check withheld', 'incomplete', runOf([passedResult], { selection: { withheld } })],
  [
    'one withheld and accepted',
    'verified',
    runOf([passedResult], { selection: { withheld }, accepted: { 'mcp.writes': 'OPS-5' } }),
  ],
  ['trouble of our own', 'incomplete', runOf([passedResult], { troubles: ['a report could not be written'] })],
  ['everything at once', 'violated', everythingRun()],
];

test.for(runs)('%s: %s', async ([, word, run]) => {
  expect(run.word).toBe(word);
  const said = await wordsOf(run);
  const expected = { word, green: word === 'verified' };
  expect(said).toEqual(Object.fromEntries(Object.keys(said).map((report) => [report, expected])));
});

test.for(runs)('results.json of %s keeps its schema', ([, , run]) => {
  expect(resultsSchema.safeParse(JSON.parse(json.render(run))).error).toBeUndefined();
});

test('the published schema is the one in the code', () => {
  expect(readFileSync(join(import.meta.dirname, 'results.schema.json'), 'utf8')).toBe(resultsJsonSchema());
});
