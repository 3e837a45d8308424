import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allure } from './allure.ts';
import { runFolder } from './testing/run-folder.ts';
import { everythingRun, failedResult, passedResult, runOf } from './testing/run-of.ts';
import { allureResults } from './testing/words-of.ts';

test('the demand is the title, with severity, area, story and evidence', async () => {
  using folder = runFolder();
  await allure.write(everythingRun(), { directory: folder.path });
  const directory = join(folder.path, 'allure-results');
  const results = allureResults(directory);
  const told = results.find(({ fullName }) => fullName === failedResult.id);
  expect(told).toMatchObject({
    name: failedResult.demand,
    status: 'failed',
    statusDetails: {
      message: 'The worker is connected but no longer consumes',
      trace: expect.stringContaining('  again     ./medcor-verify --target staging --only queue.canary-is-executed'),
    },
    labels: expect.arrayContaining([
      { name: 'severity', value: 'critical' },
      { name: 'feature', value: 'queue' },
    ]),
    start: Date.parse('2026-11-22T10:10:04Z'),
    stop: Date.parse('2026-11-22T10:10:04Z') + 5012,
  });
  const [evidence] = told?.attachments ?? [];
  expect(evidence).toMatchObject({ name: 'evidence', source: expect.stringMatching(/\.ndjson$/) });
  expect(readFileSync(join(directory, evidence?.source ?? ''))).toEqual(
    readFileSync(join(folder.path, 'queue.canary-is-executed.ndjson')),
  );
  expect(Object.fromEntries(results.map(({ fullName, status }) => [fullName, status]))).toEqual({
    'queue.has-a-consumer': 'passed',
    'queue.canary-is-executed': 'failed',
    'queue.order-is-kept': 'broken',
    'queue.priority-works': 'skipped',
    'queue.page-opens': 'broken',
    'queue.results-arrive': 'skipped',
    'queue.names-are-short': 'skipped',
    'api.answers': 'passed',
    verdict: 'failed',
  });
});

test('each that has not passed is in exactly one category', async () => {
  using folder = runFolder();
  await allure.write(everythingRun(), { directory: folder.path });
  const directory = join(folder.path, 'allure-results');
  const categories = JSON.parse(readFileSync(join(directory, 'categories.json'), 'utf8')) as Category[];
  const inCategories = allureResults(directory)
    .filter(({ status }) => status !== 'passed')
    .map(({ status, statusDetails }) =>
      categories.filter(
        ({ matchedStatuses, messageRegex = '' }) =>
          matchedStatuses.includes(status) && new RegExp(messageRegex).test(statusDetails.message ?? ''),
      ),
    );
  expect(inCategories.map((some) => some.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

type Category = { name: string; matchedStatuses: string[]; messageRegex?: string };

test('a check has one history for each target, and a second writing leaves nothing of the first', async () => {
  using folder = runFolder();
  const historyOf = async (target: string) => {
    await allure.write(runOf([passedResult], { target: { name: target } }), { directory: folder.path });
    const directory = join(folder.path, 'allure-results');
    expect(readdirSync(directory)).toHaveLength(4);
    return allureResults(directory).find(({ fullName }) => fullName === passedResult.id)?.historyId;
  };
  const first = await historyOf('staging');
  expect(await historyOf('staging')).toBe(first);
  expect(await historyOf('production')).not.toBe(first);
});
