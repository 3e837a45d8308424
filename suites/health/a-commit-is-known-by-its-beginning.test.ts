import { expect, test } from 'vitest';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertHealthy } from './assert-healthy.ts';

test.each([
  ['abcdef1', 'abcdef1234567890'],
  ['abcdef1234567890', 'abcdef1'],
  ['ABCDEF1', 'abcdef1234567890'],
  ['release-7', 'release-7'],
])('the commit "%s" is the expected "%s"', async (commit, expected) => {
  await expect(judge(commit, expected)).resolves.toMatchObject({ commit });
});

test.each([
  ['v1.10.1', 'v1.10.12'],
  ['release-1', 'release-12'],
  ['abcdef', 'abcdef1234567890'],
  ['abcdef2', 'abcdef1234567890'],
])('the commit "%s" is not the expected "%s"', async (commit, expected) => {
  expect(await causeOf(judge(commit, expected))).toBe('another-version');
});

async function judge(commit: string, expectedVersion: string) {
  const answer = { request: 'GET /', status: 200, contentType: 'application/json', header: () => undefined, text: '' };
  const status = { word: 'ok', healthy: true };
  const report = { answer, status, version: undefined, commit, culprit: undefined, dependencies: [] };
  return assertHealthy(report, { program: 'api', who: 'the API', expectedVersion, own: false });
}
