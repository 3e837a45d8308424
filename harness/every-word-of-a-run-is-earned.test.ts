import { expect, test } from 'vitest';
import type { Result } from './result.ts';
import { checkCalled } from './testing/check-called.ts';
import { judge, type Judged } from './verdict.ts';

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
const broken: Result = { ...facts, id: 'a.broken', severity: 'minor', verdict: 'broken', reason: '' };
const canary = checkCalled('a.canary', { severity: 'critical', safety: 'canary' });

const cases: [string, Partial<Judged>, ReturnType<typeof judge>['words']][] = [
  ['everything passed', { results: [passed] }, ['verified']],
  ['nothing was asked', { results: [] }, ['incomplete']],
  ['everything was skipped', { results: [skipped] }, ['incomplete']],
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
