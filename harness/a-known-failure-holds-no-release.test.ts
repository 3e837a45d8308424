import { expect, test } from 'vitest';
import type { Check } from './check.ts';
import { judgeRun } from './judge-run.ts';
import { runChecks } from './run-checks.ts';
import { checkCalled, withoutClients, type NoClients } from './testing/check-called.ts';
import { Violation } from './violation.ts';
import type { Waiver } from './waiver.ts';

const failing =
  (cause: string, thing: { of?: string } = {}) =>
  async () => {
    throw new Violation({ expected: 'a', actual: 'b', cause: { id: cause, ...thing, sentence: 'so it is' } });
  };
const waiver: Waiver = { check: 'a.known', cause: 'slow-disk', reason: 'TICKET-7 for hunter2', until: '2026-11-25' };
const onTheLastDay = new Date('2026-11-25T23:59:59Z');
const theDayAfter = new Date('2026-11-26T00:00:00Z');

const judged = async (
  checks: Check<NoClients>[],
  { now = onTheLastDay, strict = false, waivers = [waiver] }: { now?: Date; strict?: boolean; waivers?: Waiver[] } = {},
) => {
  const redact = (text: string) => text.replaceAll('hunter2', '[removed]');
  const results = await runChecks({ checks, open: withoutClients, runners: {}, redact, waivers, now });
  return judgeRun({ checks: [], drawnIn: [], withheld: [], notAsked: [] }, results, {
    id: 'one',
    startedAt: now,
    durationMs: 1,
    program: { name: 'medcor-verify', version: '0' },
    target: { name: 'staging' },
    accepted: {},
    waivers,
    narrowedBy: [],
    askedAs: '',
    strict,
  });
};
const known = checkCalled('a.known', { run: failing('slow-disk') });
const above = checkCalled('a.above', { after: ['a.known'] });

test('it is asked, told with its reason, and neither counts nor blocks', async () => {
  const run = await judged([known, above]);
  expect(run).toMatchObject({
    word: 'verified',
    reasons: [],
    warnings: [],
    advice: 'ticket',
    counts: { asked: 2, passed: 1, failed: 0, waived: 1, blocked: 0 },
  });
  expect(run.results[0]).toMatchObject({
    verdict: 'failed',
    waived: { reason: 'TICKET-7 for [removed]', until: '2026-11-25' },
  });
});

test('one that names no thing is told with those that it covers, and holds nothing either', async () => {
  const checks = [checkCalled('a.known', { run: failing('slow-disk', { of: 'sdb' }) })];
  const { word, warnings } = await judged([...checks, above]);
  expect({ word, warnings }).toEqual({ word: 'verified', warnings: [expect.stringContaining('it covers sdb, and')] });
  expect(await judged([...checks, above], { strict: true })).toMatchObject({ word: 'verified', warnings });
});

test('another cause is another failure, and the waiver says so', async () => {
  const run = await judged([checkCalled('a.known', { run: failing('refused') }), above]);
  expect(run).toMatchObject({
    word: 'violated',
    warnings: [
      'the waiver for a.known names the cause slow-disk, and the check fails for refused: another failure, which counts',
    ],
    counts: { failed: 1, waived: 0, blocked: 1 },
  });
  expect(run.results[0]).not.toHaveProperty('waived');
});

test('another check that fails for the same cause counts', async () => {
  const run = await judged([checkCalled('a.other', { run: failing('slow-disk') })]);
  expect(run).toMatchObject({ word: 'violated', warnings: [], counts: { failed: 1, waived: 0 } });
});

test('after its last day it counts no more', async () => {
  expect(await judged([known, above], { now: theDayAfter })).toMatchObject({
    word: 'violated',
    warnings: ['the waiver for a.known (slow-disk) ended on 2026-11-25. Mend the cause, or renew it in the profile'],
    counts: { failed: 1, waived: 0 },
  });
});

test('one whose check passes is stale: a warning, and strictly not verified', async () => {
  const stale = 'the waiver for a.known (slow-disk) is stale: the check passes. Remove the waiver from the profile';
  const checks = [checkCalled('a.known')];
  expect(await judged(checks)).toMatchObject({ word: 'verified', warnings: [stale], advice: 'ticket' });
  expect(await judged(checks, { strict: true })).toMatchObject({ word: 'incomplete', reasons: [stale], warnings: [] });
});

test('one whose check was not asked may still be right', async () => {
  expect(await judged([checkCalled('a.other')])).toMatchObject({ word: 'verified', warnings: [], advice: 'none' });
});

test('one of two waivers for a check may be the right one', async () => {
  const waivers = [{ ...waiver, cause: 'refused' }, waiver];
  expect(await judged([known], { waivers })).toMatchObject({ word: 'incomplete', counts: { waived: 1 }, warnings: [] });
});
