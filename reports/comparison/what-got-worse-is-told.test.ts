import { expect, test } from 'vitest';
import type { Result } from '../../harness/result.ts';
import type { Run } from '../../harness/run.ts';
import { blockedResult, brokenResult, failedResult, passedResult, runOf, skippedResult } from '../testing/run-of.ts';
import { compareRuns } from './compare-runs.ts';
import { comparisonLines } from './comparison-lines.ts';

const id = 'queue.has-a-consumer';
const passed: Result = { ...passedResult, id, durationMs: 100 };
const failed: Result = { ...failedResult, id };
const frozen = {
  expected: 'a pong',
  actual: 'none',
  cause: { id: 'frozen', sentence: 'The worker is frozen' },
};
const results: Record<string, Result | undefined> = {
  passed,
  failed,
  'failed otherwise': Object.assign({}, failed, { violation: frozen }),
  waived: Object.assign({}, failed, { waived: { reason: 'known', until: '2026-12-31' } }),
  blocked: { ...blockedResult, id },
  skipped: { ...skippedResult, id },
  broken: { ...brokenResult, id },
};

const patience = { factor: 2, floorMs: 1000 };
const other: Result = { ...passedResult, id: 'queue.other' };
const run = (result: Result | undefined) => runOf(result ? [other, result] : [other]);
const compared = (before: string, after: string) => compareRuns(run(results[before]), run(results[after]), patience);

/** What is told of a check beside its word before and after, and whether that is worse. */
const told = (before: string, after: string) => {
  const { schemaVersion: _, before: __, after: ___, differences: ____, worse, ...parts } = compared(before, after);
  const named = Object.entries(parts).flatMap(([name, some]) => (some.length > 0 ? [name] : []));
  return { named, worse: worse.some((sentence) => sentence.startsWith(id)) };
};

test.for<[before: string, after: string, named: string[], worse: boolean]>([
  ['passed', 'passed', [], false],
  ['passed', 'failed', ['newlyFailed'], true],
  ['passed', 'waived', ['noLongerProven'], true],
  ['passed', 'blocked', ['noLongerProven'], true],
  ['passed', 'skipped', ['noLongerProven'], true],
  ['passed', 'broken', ['noLongerProven'], true],
  ['passed', 'not asked', ['noLongerProven'], true],
  ['failed', 'passed', ['newlyPassed'], false],
  ['failed', 'failed', ['stillFailed'], false],
  ['failed', 'failed otherwise', ['otherCause'], false],
  ['failed', 'waived', ['newlyWaived'], false],
  ['failed', 'skipped', [], false],
  ['failed', 'not asked', ['noLongerAsked'], false],
  ['waived', 'failed', ['newlyFailed'], true],
  ['waived', 'passed', ['newlyPassed'], false],
  ['blocked', 'failed', ['newlyFailed'], true],
  ['blocked', 'passed', ['newlyPassed'], false],
  ['skipped', 'failed', ['newlyFailed'], true],
  ['broken', 'passed', ['newlyPassed'], false],
  ['broken', 'broken', [], false],
  ['not asked', 'passed', ['newIds'], false],
  ['not asked', 'failed', ['newlyFailed'], true],
])('%s, then %s', ([before, after, named, worse]) => {
  expect(told(before, after)).toEqual({ named, worse });
});

test('what fails for one cause more fails for another, in whatever order they are told', () => {
  const cause = { id: 'ended', of: 'adminer', sentence: 'adminer has ended' };
  const more = { id: 'crash-loop', of: 'celery', sentence: 'celery dies again and again' };
  const failing = (...causes: [typeof cause, ...(typeof cause)[]]) => {
    const [first, ...besides] = causes;
    return run(Object.assign({}, failed, { violation: { ...frozen, cause: first, besides } }));
  };
  expect(compareRuns(failing(cause), failing(cause, more), patience)).toMatchObject({
    stillFailed: [],
    otherCause: [{ id, before: 'ended of adminer', after: 'crash-loop of celery and ended of adminer' }],
  });
  expect(compareRuns(failing(cause, more), failing(more, cause), patience)).toMatchObject({
    stillFailed: [{ id, cause: 'crash-loop of celery and ended of adminer' }],
    otherCause: [],
  });
});

test.for<[beforeMs: number, afterMs: number, slower: boolean]>([
  [1000, 2000, true],
  [1000, 1999, false],
  [400, 1399, false],
  [400, 1400, true],
  [5000, 6500, false],
  [2000, 1000, false],
])('%d ms, then %d ms', ([beforeMs, afterMs, slower]) => {
  const { slower: some, worse } = compareRuns(
    run({ ...passed, durationMs: beforeMs }),
    run({ ...passed, durationMs: afterMs }),
    patience,
  );
  expect({ some, worse }).toEqual(
    slower
      ? { some: [{ id, beforeMs, afterMs }], worse: [`${id} took ${afterMs} ms, and ${beforeMs} ms before`] }
      : { some: [], worse: [] },
  );
});

test('what only one of two different questions asked makes nothing worse, and that they differ is told first', () => {
  const wide = runOf([passed, other], { narrowedBy: [] });
  const narrow = runOf([passed], {
    narrowedBy: ['tier smoke', 'area queue'],
    askedAs: '--target staging --safety probe',
  });
  const lines = comparisonLines(compareRuns(wide, narrow, patience));
  expect(lines[0]).toBe(
    'These runs asked different questions: (all), then (area queue, tier smoke, safety probe). What only the earlier one asked makes nothing worse.',
  );
  expect(lines.slice(-3)).toEqual(['  queue.other', '', 'NOTHING GOT WORSE  in what both runs asked']);
  expect(lines.filter((line) => line.includes('queue.other'))).toHaveLength(1);
  const incomplete: Run = { ...narrow, word: 'incomplete' };
  expect(compareRuns(wide, incomplete, patience).worse).toEqual([]);
});

test('what fails is worse, whatever else was asked', () => {
  const narrow = runOf([other], { narrowedBy: ['area queue'] });
  expect(compareRuns(narrow, runOf([other, failed], { narrowedBy: [] }), patience).worse).toContain(
    `${id} failed (not-consuming), and was not asked before`,
  );
});

test.for<[string, string, string, string, string]>([
  ['staging', '--target staging', 'production', '--target production', 'staging, then production'],
  [
    'the given addresses',
    '--api http://a.example.org/ --safety probe',
    'the given addresses',
    '--api http://b.example.org/ --safety probe',
    'the given addresses (--api http://a.example.org/), then the given addresses (--api http://b.example.org/)',
  ],
])('other targets are told: %s (%s) and %s (%s)', ([name, askedAs, otherName, otherAskedAs, sentence]) => {
  const before = runOf([passed], { target: { name }, askedAs });
  const after = runOf([passed], { target: { name: otherName }, askedAs: otherAskedAs });
  expect(comparisonLines(compareRuns(before, after, patience))[0]).toBe(
    `These runs asked different targets: ${sentence}. What differs may be the targets, not what became of one.`,
  );
});

test('a profile is one target, by whichever path it is named', () => {
  const [before, after] = ['--target staging', '--target ./staging.json'].map((askedAs) =>
    runOf([passed], { askedAs }),
  );
  expect(compareRuns(before as Run, after as Run, patience).differences).toEqual([]);
});

test('the time of a failure is no slowness', () => {
  const slow = { ...failed, durationMs: 60_000 };
  expect(compareRuns(run({ ...failed, durationMs: 1 }), run(slow), patience)).toMatchObject({ slower: [], worse: [] });
  expect(compareRuns(run({ ...passed, durationMs: 1 }), run(slow), patience).slower).toEqual([]);
  expect(
    compareRuns(run({ ...failed, durationMs: 1 }), run({ ...passed, durationMs: 60_000 }), patience).slower,
  ).toEqual([]);
});

test('a run that says a worse word without a check of its own to blame is worse', () => {
  const verified = runOf([passed]);
  const residue: Run = { ...verified, word: 'residue', residue: ['a task is still there'] };
  expect(compareRuns(verified, residue, patience).worse).toEqual(['the run is residue, and was verified before']);
  expect(compareRuns(residue, verified, patience).worse).toEqual([]);
});

test('a comparison is read from top to bottom', () => {
  const before: Run = {
    ...runOf([passed, { ...failed, id: 'queue.b' }, { ...failed, id: 'queue.c' }, { ...passed, id: 'queue.d' }]),
    id: '2026-11-21T10-10-04-000Z',
  };
  const after = runOf([
    failed,
    { ...passed, id: 'queue.b' },
    { ...failed, id: 'queue.c' },
    Object.assign({}, passed, { id: 'queue.e', observed: { program: 'api', version: '1.5.0' } }),
  ]);
  expect(comparisonLines(compareRuns(before, after, patience)).join('\n')).toBe(`\
before  2026-11-21T10-10-04-000Z  staging  version 1.4.2  violated  (area queue)
after   2026-11-22T10-10-04-000Z  staging  version 1.4.2 and 1.5.0  violated  (area queue)

newly failed
  queue.has-a-consumer (not-consuming), passed before

no longer proven
  queue.d, now not asked

still failed
  queue.c (not-consuming)

newly passed
  queue.b, failed before

not asked before
  queue.e

WORSE  2 things got worse from 2026-11-21T10-10-04-000Z to 2026-11-22T10-10-04-000Z`);
});

test('where nothing got worse it says so, and nothing else', () => {
  expect(comparisonLines(compareRuns(runOf([passed]), runOf([passed]), patience)).slice(2)).toEqual([
    '',
    'NOTHING GOT WORSE',
  ]);
});
