import { expect, test } from 'vitest';
import type { Result } from './result.ts';
import { checkCalled } from './testing/check-called.ts';
import { count, judge, type Judged } from './verdict.ts';

const facts = {
  demand: '',
  source: '',
  tier: 'smoke',
  safety: 'observe',
  remedy: '',
  area: 'a',
  durationMs: 1,
} as const;
const violation = { expected: '', actual: '', cause: { id: 'c', sentence: '' } };
const passed: Result = { ...facts, id: 'a.passed', severity: 'critical', verdict: 'passed' };
const failed: Result = { ...facts, id: 'a.failed', severity: 'major', verdict: 'failed', violation };
const minor: Result = { ...failed, id: 'a.minor', severity: 'minor' };
const blocked: Result = { ...facts, id: 'a.blocked', severity: 'major', verdict: 'blocked', by: 'a.failed' };
const skipped: Result = { ...facts, id: 'a.skipped', severity: 'major', verdict: 'skipped', reason: '' };
const unproven: Result = { ...skipped, id: 'a.unproven', severity: 'critical', lacks: 'a.control' };
const broken: Result = { ...facts, id: 'a.broken', severity: 'minor', verdict: 'broken', reason: '' };
const canary = checkCalled('a.canary', { severity: 'critical', safety: 'canary' });

const cases: [string, Partial<Judged>, ReturnType<typeof judge>['words']][] = [
  ['everything passed', { results: [passed] }, ['verified']],
  ['nothing was asked', { results: [] }, ['incomplete']],
  ['everything was skipped', { results: [skipped] }, ['incomplete']],
  ['a critical one is not offered', { results: [passed, { ...skipped, severity: 'critical' }] }, ['verified']],
  ['one failed', { results: [passed, failed] }, ['violated']],
  ['a minor one failed', { results: [passed, minor] }, ['verified']],
  ['a minor one failed, strictly', { results: [passed, minor], strict: true }, ['violated']],
  ['one broke', { results: [passed, broken] }, ['incomplete']],
  ['one failed, and what builds on it was blocked', { results: [passed, failed, blocked] }, ['violated', 'incomplete']],
  ['data of ours stayed', { results: [passed], residue: ['appointment 7f3a'] }, ['residue']],
  ['data of ours stayed and one broke', { results: [passed, broken], residue: ['x'] }, ['residue', 'incomplete']],
  ['a critical check was withheld', { results: [passed], withheld: [canary] }, ['incomplete']],
  [
    'a critical check was withheld and is accepted',
    { results: [passed], withheld: [canary], accepted: { 'a.canary': 'why' } },
    ['verified'],
  ],
  ['only what was drawn in passed', { results: [passed, skipped], drawnIn: ['a.passed'] }, ['incomplete']],
  [
    'a critical check stands after one that is accepted',
    { results: [passed, unproven], accepted: { 'a.control': 'why' } },
    ['incomplete'],
  ],
  [
    'a critical check stands after one that is accepted, and so is it',
    {
      results: [passed, unproven],
      accepted: { 'a.control': 'why', 'a.unproven': 'why' },
    },
    ['verified'],
  ],
  [
    'a check that is not critical stands after one that is accepted',
    { results: [passed, { ...skipped, lacks: 'a.control' }], accepted: { 'a.control': 'why' } },
    ['verified'],
  ],
];

test.for(cases)('%s', ([, judged, words]) => {
  const verdict = judge({ results: [], withheld: [], accepted: {}, residue: [], strict: false, ...judged });
  expect(verdict).toMatchObject({ word: words[0], words });
  expect(verdict.reasons.length > 0).toBe(verdict.word !== 'verified');
});

test('a warning advises a ticket, anything else that is not verified holds the release', () => {
  const advice = (results: Result[]) =>
    judge({ results, withheld: [], accepted: {}, residue: [], strict: false }).advice;
  expect([advice([passed]), advice([passed, minor]), advice([failed]), advice([])]).toEqual([
    'none',
    'ticket',
    'hold',
    'hold',
  ]);
});

test('every word that holds gives its reasons, those of the first word first', () => {
  const verdict = judge({
    results: [skipped, failed, minor, blocked, broken],
    withheld: [canary, checkCalled('a.withheld-and-minor', { severity: 'minor', safety: 'canary' })],
    accepted: {},
    violations: ['the API answered in two versions'],
    troubles: ['the reports could not be written'],
    residue: ['appointment 7f3a is still there'],
    stale: ['the waiver is stale'],
    strict: false,
  });
  expect(verdict).toEqual({
    word: 'violated',
    words: ['violated', 'residue', 'incomplete'],
    reasons: [
      'a.failed failed',
      'the API answered in two versions',
      'appointment 7f3a is still there',
      'nothing passed, so nothing was verified',
      'a.blocked could not be asked: a.failed is not green',
      'a.broken is broken',
      'the reports could not be written',
      'a.canary is critical and was withheld: it needs --safety canary',
    ],
    warnings: ['a.minor failed, and is minor', 'the waiver is stale'],
    advice: 'hold',
  });
});

test('strictly, minor failures and stale waivers are reasons and no longer warnings', () => {
  const verdict = judge({
    results: [passed, minor],
    withheld: [],
    accepted: {},
    residue: [],
    stale: ['the waiver is stale'],
    strict: true,
  });
  expect(verdict).toMatchObject({
    words: ['violated', 'incomplete'],
    reasons: ['a.minor failed', 'the waiver is stale'],
    warnings: [],
  });
});

test('a rollback is advised where a critical check fails and the version before was verified', () => {
  const critical: Result = { ...failed, severity: 'critical' };
  const known: Result = { ...critical, waived: { reason: '', until: '2026-12-31' } };
  const advice = (results: Result[], wasVerifiedBefore: boolean) =>
    judge({ results, withheld: [], accepted: {}, residue: [], strict: false, wasVerifiedBefore }).advice;
  expect(advice([critical], true)).toBe('rollback');
  expect(advice([critical], false)).toBe('hold');
  expect(judge({ results: [critical], withheld: [], accepted: {}, residue: [], strict: false }).advice).toBe('hold');
  expect(advice([passed, failed], true)).toBe('hold');
  expect(advice([known, failed], true)).toBe('hold');
  expect(advice([passed, known], true)).toBe('ticket');
  expect(advice([passed], true)).toBe('none');
});

test('what a run as a whole violates is enough', () => {
  const violations = ['the API answered in two versions'];
  expect(
    judge({ results: [passed], withheld: [], accepted: {}, residue: [], strict: false, violations }),
  ).toMatchObject({
    word: 'violated',
    reasons: violations,
  });
});

test('every verdict is counted, and a waived failure apart', () => {
  const known: Result = { ...failed, id: 'a.known', waived: { reason: '', until: '2026-12-31' } };
  expect(count([passed, passed, failed, minor, minor, known, blocked, skipped, broken])).toEqual({
    asked: 9,
    passed: 2,
    failed: 3,
    waived: 1,
    blocked: 1,
    skipped: 1,
    broken: 1,
  });
});

test('what nobody asked for is the ground of an answer and no answer', () => {
  const judged = { withheld: [], accepted: { 'a.control': 'why' }, residue: [], strict: false };
  expect(judge({ ...judged, results: [passed, unproven], drawnIn: ['a.passed'] }).reasons).toEqual([
    'nothing passed but what was drawn in, so nothing that was asked was verified',
    'a.unproven is critical and was not asked: it proves nothing without a.control, which is only accepted',
  ]);
});
