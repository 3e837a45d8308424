import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import type { Cause } from '../harness/violation.ts';
import { linesBelow } from './headline.ts';
import { storyOf } from './story.ts';
import { blockedResult, failedResult, runOf } from './testing/run-of.ts';

const red = (id: string, cause: Cause, ...besides: Cause[]): Result => ({
  ...failedResult,
  id,
  verdict: 'failed',
  violation: { expected: 'all is well', actual: 'it is not', cause, besides },
});
const blockedBy = (by: string, ...ids: string[]): Result[] => ids.map((id) => ({ ...blockedResult, id, by }));
const ended = (of: string, ...explains: string[]): Cause => ({
  id: 'container-exited',
  of,
  sentence: `the container of ${of} has ended`,
  ...(explains.length === 0 ? {} : { explains }),
});

const api = red('health.api-is-healthy', { id: 'connection-refused', sentence: 'nothing listens there' });
const containers = red(
  'health.containers-are-up',
  ended('database', 'health.database-answers', 'health.api-is-healthy'),
  ended('api', 'health.api-is-healthy'),
);
const behindApi = blockedBy(api.id, 'api.lists', 'api.books', 'api.refuses');

const toldOf = (...results: Result[]) =>
  linesBelow(runOf(results))
    .filter(([label]) => ['root', 'hence'].includes(label))
    .map((line) => line.join(' '));

test('a container that has ended is told before the API that it ran, whatever that blocks, and both are linked', () => {
  expect(toldOf(api, ...behindApi, containers)).toEqual([
    'root health.containers-are-up (container-exited of database and 1 more)',
    'hence health.api-is-healthy (connection-refused), blocks 3: most likely since the container of api has ended',
  ]);
});

test('the story of the API names the container, and where to start', () => {
  const run = runOf([api, containers]);
  const [story] = run.results.map((result) => storyOf(result, run).map((line) => line.trim()));
  expect(story).toContain('root      most likely the container of api has ended: start with health.containers-are-up');
});

test('what has ended and explains nothing that is red comes after what blocks more', () => {
  const debug = red('health.containers-are-up', ended('debug'));
  expect(toldOf(api, ...behindApi, debug)).toEqual([
    'root health.api-is-healthy (connection-refused), blocks 3',
    'root health.containers-are-up (container-exited of debug)',
  ]);
});

test('two that explain each other are both told', () => {
  const one = red('health.units-are-active', ended('one', 'health.containers-are-up'));
  const other = red('health.containers-are-up', ended('other', 'health.units-are-active'));
  expect(toldOf(one, other)).toHaveLength(2);
});

test('a failure that is known explains nothing that counts', () => {
  const waived = { ...containers, waived: { reason: 'OPS-7', until: '2026-12-31' } } as Result;
  expect(toldOf(api, waived)).toEqual(['root health.api-is-healthy (connection-refused)']);
});
