import { expect, test } from 'vitest';
import { linesBelow } from './headline.ts';
import { storyOf } from './story.ts';
import { blockedResult, failedResult, passedResult, runOf } from './testing/run-of.ts';

const witness = {
  ...passedResult,
  id: 'health.api-tells-the-truth',
  observed: { [failedResult.id]: 'the API answers (503, "down"), and cannot use the broker either' },
} as const;
const deferring = { ...blockedResult, saw: 'nobody knows which version the MCP server is' };

test('what others learned of a red check, or ran into because of it, stands below it in the verdict', () => {
  const run = runOf([failedResult, passedResult, witness, deferring]);
  expect(linesBelow(run).slice(0, 3)).toEqual([
    ['root', `${failedResult.id} (not-consuming), blocks 1`],
    ['seen', 'the API answers (503, "down"), and cannot use the broker either (health.api-tells-the-truth)'],
    ['seen', `nobody knows which version the MCP server is (${blockedResult.id})`],
  ]);
  expect(storyOf(deferring, run).map((line) => line.trim())).toContain(
    'saw       nobody knows which version the MCP server is',
  );
});

test('where nothing is red there is nobody to tell it with', () => {
  expect(linesBelow(runOf([passedResult, witness])).map(([label]) => label)).not.toContain('seen');
});
