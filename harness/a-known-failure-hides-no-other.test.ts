import { expect, test } from 'vitest';
import { runChecks } from './run-checks.ts';
import { staleWaivers } from './stale-waivers.ts';
import { checkCalled, withoutClients } from './testing/check-called.ts';
import { asOne, asOneViolation, Violation, type Cause } from './violation.ts';
import type { Waiver } from './waiver.ts';
import { wideWaivers } from './wide-waivers.ts';

const now = new Date('2026-11-25T12:00:00Z');
const off: Cause = { id: 'exited', of: 'adminer', sentence: 'adminer has ended' };
const loop: Cause = { id: 'crash-loop', of: 'celery', sentence: 'celery dies again and again' };
const alsoOff: Cause = { id: 'exited', of: 'db', sentence: 'db has ended' };
const waiverFor = (cause: string, waiver: Partial<Waiver> = {}): Waiver => ({
  check: 'a.up',
  cause,
  reason: `ticket for ${cause}`,
  until: '2026-12-31',
  ...waiver,
});

async function failing([cause, ...besides]: readonly [Cause, ...Cause[]], waivers: readonly Waiver[]) {
  const run = async () => {
    throw new Violation({ expected: 'a', actual: 'b', cause, besides });
  };
  const checks = [checkCalled('a.up', { run })];
  const redact = (text: string) => text;
  const results = await runChecks({ checks, open: withoutClients, runners: {}, redact, waivers, now });
  const [result] = results;
  if (result?.verdict !== 'failed') throw new Error('it has not failed');
  const { violation, waived } = result;
  const wide = wideWaivers(waivers, results, now);
  return { violation, waived, warnings: staleWaivers(waivers, results, now), wide };
}

test('a failure for one cause more counts, and tells that one first', async () => {
  const { violation, waived, warnings } = await failing([off, loop, alsoOff], [waiverFor('exited')]);
  expect(waived).toBeUndefined();
  expect(violation).toEqual({ expected: 'a', actual: 'b', cause: loop, besides: [off, alsoOff] });
  expect(warnings).toEqual([
    'the waiver for a.up names the cause exited, and the check fails for crash-loop of celery besides: another failure, which counts',
  ]);
});

test('a waiver that names no thing covers all that fail for its cause, and tells them', async () => {
  const { violation, waived, warnings, wide } = await failing([off, alsoOff, off], [waiverFor('exited')]);
  expect(waived).toEqual({ reason: 'ticket for exited', until: '2026-12-31' });
  expect(violation).toMatchObject({ cause: off, besides: [alsoOff, off] });
  expect(warnings).toEqual([]);
  expect(wide).toEqual([
    'the waiver for a.up (exited) names no thing, so it covers adminer, db, and whatever else comes to fail for that cause. To be told of others, write one for each with "of" in the profile',
  ]);
});

test('it tells what it covers beside what fails for another cause, too', async () => {
  expect(await failing([off, loop], [waiverFor('exited')])).toMatchObject({
    waived: undefined,
    wide: [expect.stringContaining('covers adminer, and whatever else')],
  });
});

test.for<[what: string, cause: Cause, waivers: Waiver[]]>([
  ['names its thing', off, [waiverFor('exited', { of: 'adminer' })]],
  ['is for another check', off, [waiverFor('exited', { check: 'a.down' })]],
  ['is for another cause', off, [waiverFor('crash-loop')]],
  ['has ended', off, [waiverFor('exited', { until: '2026-11-24' })]],
  ['comes after one that names it', off, [waiverFor('exited', { of: 'adminer' }), waiverFor('exited')]],
  ['covers what is no thing among several', { id: 'slow', sentence: 'it is slow' }, [waiverFor('slow')]],
])('one that %s has nothing to tell of what it covers', async ([, cause, waivers]) => {
  expect((await failing([cause], waivers)).wide).toEqual([]);
});

test('one that names a thing covers that alone', async () => {
  const { violation, waived } = await failing([off, alsoOff], [waiverFor('exited', { of: 'adminer' })]);
  expect(waived).toBeUndefined();
  expect(violation).toMatchObject({ cause: alsoOff, besides: [off] });
  expect(await failing([off], [waiverFor('exited', { of: 'adminer' })])).toMatchObject({ waived: {}, warnings: [] });
});

test('one that names another thing covers nothing, and says so', async () => {
  expect(await failing([off], [waiverFor('exited', { of: 'db' })])).toMatchObject({
    waived: undefined,
    warnings: [
      'the waiver for a.up names the cause exited of db, and the check fails for exited of adminer: another failure, which counts',
    ],
  });
});

test('several cover a failure together, until the first of them ends', async () => {
  const both = [waiverFor('crash-loop', { until: '2026-11-30' }), waiverFor('exited')];
  expect(await failing([off, loop, alsoOff], both)).toMatchObject({
    violation: { cause: off, besides: [loop, alsoOff] },
    waived: { reason: 'ticket for exited; ticket for crash-loop', until: '2026-11-30' },
  });
  const ended = [waiverFor('crash-loop', { until: '2026-11-24' }), waiverFor('exited')];
  expect(await failing([off, loop], ended)).toMatchObject({ violation: { cause: loop }, waived: undefined });
});

test('where nothing is known all stays as it was told', async () => {
  expect(await failing([off, loop], [])).toMatchObject({ violation: { cause: off, besides: [loop] } });
  expect((await failing([off], [])).violation).not.toHaveProperty('besides');
});

test('several violations are one with every cause and all that was seen', () => {
  const one = (actual: string, cause: Cause, ...besides: Cause[]) =>
    new Violation({ expected: `not ${actual}`, actual, cause, besides });
  expect(asOne([one('x', off, alsoOff), one('y', loop)]).facts).toEqual({
    expected: 'not x',
    actual: 'x; y',
    cause: off,
    besides: [alsoOff, loop],
  });
});

test('where the first has one cause alone, that of the next stands beside it; one alone stays as it is', () => {
  const seen = (cause: Cause) => ({ expected: 'a', actual: 'b', cause });
  expect(asOneViolation([seen(off), seen(loop)]).besides).toEqual([loop]);
  expect(asOneViolation([seen(off)])).toEqual(seen(off));
  expect(asOneViolation([seen(off)])).not.toHaveProperty('besides');
});
