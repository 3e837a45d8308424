import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allChecks } from '../suites/all-checks.ts';
import { servicesChecks } from '../suites/health/services.checks.ts';
import { deployments } from './deployments.ts';
import { readRecords } from './records.ts';
import { versionsPage } from './versions-page.ts';

const records = readRecords();
const checks = allChecks.map(({ id }) => id);
const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'versions.md'), 'utf8');

test('the page is what the records say, and every check is on it', () => {
  expect(page).toBe(versionsPage({ records, checks }));
  expect(checks.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

test('each deployment has its record', () => {
  expect(records.map(({ title }) => title)).toEqual(deployments.map(({ title }) => title));
});

// It asks for a limit that counts for all its consumers, which a quorum queue has not: it must be red.
const isRefused = (title: string) => title === 'processes, Celery 5.2 prefork, quorum queue';

test('all are verified but the one that must be red, and say why where they cannot know', () => {
  for (const { title, word, results } of records.filter((record) => !isRefused(record.title))) {
    expect(word, title).toBe('verified');
    const withoutReason = Object.entries(results).filter(([, { verdict, why }]) => verdict !== 'passed' && !why);
    expect(withoutReason, title).toEqual([]);
  }
  const refused = records.find(({ title }) => isRefused(title));
  expect(refused).toMatchObject({
    word: 'violated',
    results: {
      'queue.has-a-consumer': { verdict: 'failed', why: expect.stringMatching(/^quorum-queue-not-consumed, /) },
    },
  });
});

const isMachine = ({ versions }: (typeof records)[number]) => 'systemd' in versions;

test('what one deployment was asked all were asked, and what runs the programs passed on each machine', () => {
  const whole = records.filter((record) => !isMachine(record));
  const asked = new Set(whole.flatMap(({ results }) => Object.keys(results)));
  for (const { title, results } of whole) {
    expect(
      [...asked].filter((id) => !(id in results)),
      title,
    ).toEqual([]);
  }
  const ofServices = servicesChecks.map(({ id }) => id);
  for (const { title, results } of records.filter(isMachine)) {
    expect(Object.keys(results), title).toEqual(ofServices);
    expect(new Set(Object.values(results).map(({ verdict }) => verdict)), title).toEqual(new Set(['passed']));
  }
});
