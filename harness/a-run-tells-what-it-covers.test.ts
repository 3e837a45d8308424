import { expect, test } from 'vitest';
import type { Result } from './result.ts';
import { judgeRun, runIdOf, type RunFacts } from './judge-run.ts';
import { again, pathInRun } from './run.ts';
import { checkCalled } from './testing/check-called.ts';

const passed: Extract<Result, { verdict: 'passed' }> = {
  id: 'a.passed',
  area: 'a',
  demand: 'It must hold',
  source: 'guide',
  severity: 'critical',
  tier: 'smoke',
  safety: 'observe',
  remedy: 'none',
  durationMs: 1,
  verdict: 'passed',
  observed: { version: '1.4.2' },
};
const facts: RunFacts = {
  id: 'one',
  startedAt: new Date('2026-11-25T10:10:04.123Z'),
  durationMs: 1234.5,
  program: { name: 'medcor-verify', version: '0.1.0' },
  target: { name: 'staging' },
  accepted: { 'a.canary': 'no tenant of ours' },
  narrowedBy: ['area a'],
  askedAs: '--target staging',
};
const nothingElse = { checks: [], drawnIn: [], withheld: [], notAsked: [] };

test('it says who was asked, what was left out and how to ask again', () => {
  const selection = {
    checks: [],
    drawnIn: ['a.ground'],
    withheld: [
      checkCalled('a.canary', { severity: 'critical', safety: 'canary' }),
      checkCalled('a.flood', { severity: 'minor', safety: 'destructive' }),
    ],
    notAsked: [checkCalled('b.one', { severity: 'critical' }), checkCalled('b.two', { severity: 'major' })],
  };
  const expectedVersion = { ...facts, target: { name: 'staging', expectedVersion: '1.4.2' } };
  expect(
    judgeRun(selection, [passed], {
      ...expectedVersion,
      command: '../medcor-verify',
      askedWith: 'a --strict',
      directory: 'out/one',
    }),
  ).toEqual({
    schemaVersion: 2,
    id: 'one',
    startedAt: '2026-11-25T10:10:04.123Z',
    durationMs: 1235,
    word: 'verified',
    words: ['verified'],
    reasons: [],
    warnings: [],
    advice: 'none',
    strict: false,
    exitCode: 0,
    program: { name: 'medcor-verify', version: '0.1.0' },
    command: '../medcor-verify',
    askedWith: 'a --strict',
    directory: 'out/one',
    target: { name: 'staging', observedVersion: '1.4.2', expectedVersion: '1.4.2' },
    scope: {
      narrowedBy: ['area a'],
      drawnIn: ['a.ground'],
      withheld: [
        { id: 'a.canary', severity: 'critical', safety: 'canary', accepted: true },
        { id: 'a.flood', severity: 'minor', safety: 'destructive', accepted: false },
      ],
      notAsked: 2,
      criticalNotAsked: ['b.one'],
    },
    residue: [],
    counts: { asked: 1, passed: 1, failed: 0, waived: 0, blocked: 0, skipped: 0, broken: 0 },
    results: [passed],
    askedAs: '--target staging',
  });
});

test('where no version was seen or expected, none is told, and no command or folder that nobody gave', () => {
  const { observed: _, ...silent } = passed;
  const run = judgeRun(nothingElse, [silent], facts);
  expect(run.target).toStrictEqual({ name: 'staging' });
  expect(run).not.toHaveProperty('places');
  expect(run).not.toHaveProperty('command');
  expect(run).not.toHaveProperty('directory');
  expect(run).not.toHaveProperty('askedWith');
});

test('of the places that are known it tells those where its own checks are promised', () => {
  const places = { guide: 'docs/guide.md', 'guide.other': 'docs/other.md' };
  const other: Result = { ...passed, id: 'a.other', source: 'https://example.org/rfc' };
  expect(judgeRun(nothingElse, [passed, other], { ...facts, places }).places).toStrictEqual({ guide: 'docs/guide.md' });
});

test('two versions of one program, residue and our own troubles are in the word', () => {
  const other: Result = { ...passed, id: 'a.other', observed: { version: '1.4.1' } };
  const run = judgeRun(nothingElse, [passed, other], {
    ...facts,
    residue: ['appointment 7f3a is still there'],
    troubles: ['the reports could not be written'],
    strict: true,
  });
  expect(run).toMatchObject({
    words: ['violated', 'residue', 'incomplete'],
    exitCode: 1,
    residue: ['appointment 7f3a is still there'],
    strict: true,
  });
});

test('a rollback is advised only where the version before is known to have been verified', () => {
  const violation = { expected: '', actual: '', cause: { id: 'c', sentence: '' } };
  const failed = { ...passed, verdict: 'failed', violation } as Result;
  expect(judgeRun(nothingElse, [failed], facts).advice).toBe('hold');
  expect(judgeRun(nothingElse, [passed, failed], { ...facts, wasVerifiedBefore: true }).advice).toBe('rollback');
});

test('what earlier runs left is a warning', () => {
  expect(judgeRun(nothingElse, [passed], { ...facts, warnings: ['something of yesterday'] })).toMatchObject({
    word: 'verified',
    warnings: ['something of yesterday'],
  });
});

test('the id of a run is a file name', () => {
  expect(runIdOf(new Date('2026-11-25T10:10:04.123Z'))).toBe('2026-11-25T10-10-04-123Z');
});

test('a failure is asked again, and its files are found, from where the person stands', () => {
  expect(again({ askedAs: '--target staging' }, 'a.one')).toBe('./medcor-verify --target staging --only a.one');
  expect(again({ askedAs: '', command: '../medcor-verify' }, 'a.one')).toBe('../medcor-verify --only a.one');
  expect(pathInRun({ id: 'one' }, 'a.ndjson')).toBe('reports/out/one/a.ndjson');
  expect(pathInRun({ id: 'one', directory: '../out/one' }, 'a.ndjson')).toBe('../out/one/a.ndjson');
});

test('it keeps of a stack of our own what to do about that, and nothing where there is none', () => {
  const ownStack = { remedy: './medcor-verify up' };
  expect(judgeRun(nothingElse, [passed], { ...facts, ownStack })).toMatchObject({ ownStack });
  expect(judgeRun(nothingElse, [passed], facts)).not.toHaveProperty('ownStack');
});
