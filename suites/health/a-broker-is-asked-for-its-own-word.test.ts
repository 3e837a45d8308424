import { expect, test } from 'vitest';
import type { OwnCheck } from '../../fixtures/management/management-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { assertOwnChecksPass } from './assert-own-checks-pass.ts';

const ok: OwnCheck = { name: 'alarms', says: 'ok' };
const down: OwnCheck = { name: 'virtual-hosts', says: 'failed', reason: 'Some virtual hosts are down' };
const unknown: OwnCheck = { name: 'ready-to-serve-clients', says: 'not-known' };

/** Says one thing after another, and the last for ever. */
function saying(...rounds: OwnCheck[][]) {
  const left = [...rounds];
  return { healthChecks: async () => (left.length > 1 ? left.shift() : left[0]) ?? [] };
}

test('what a version does not have is told beside what it passed', async () => {
  expect(await assertOwnChecksPass(saying([ok, unknown]))).toEqual({
    passed: 'alarms',
    'not in this version': 'ready-to-serve-clients',
  });
});

test('a virtual host that is being made is no failure, and one that stays down is', async () => {
  expect(await assertOwnChecksPass(saying([ok, down], [ok]))).toEqual({ passed: 'alarms' });
  expect(await causeOf(assertOwnChecksPass(saying([ok, down])))).toBe('own-check-failed');
});

test('a version that has none of them is skipped', async () => {
  await expect(assertOwnChecksPass(saying([unknown]))).rejects.toBeInstanceOf(NotOffered);
});

test('a certificate of which nobody knows whether it is late passes nothing, and hides no failure', async () => {
  const untold: OwnCheck = { name: 'certificate-expiration/14/days', says: 'untold', reason: 'it ends in 1.3 days' };
  await expect(assertOwnChecksPass(saying([ok, untold]))).rejects.toThrow(/^Nobody can tell .* it ends in 1\.3 days/);
  expect(await causeOf(assertOwnChecksPass(saying([down, untold])))).toBe('own-check-failed');
});
