import { expect, test } from 'vitest';
import type { Dependency } from '../../contract/health.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { OwnProbes } from '../../fixtures/own-probes.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { assertTruthful } from './assert-truthful.ts';

const down = new Violation({
  expected: 'an answer',
  actual: 'no answer',
  cause: { id: 'timed-out', sentence: 'it does not answer' },
});

test('"ok" for what does not answer us is a lie', async () => {
  expect(await causeOf(compare({ database: 'ok' }, { database: [down, down] }))).toBe('hides-database');
});

test.each<[string, Report, Seen]>([
  ['both see it up', { database: 'ok' }, { database: [undefined] }],
  ['the program cannot reach what we reach', { cache: 'down' }, { cache: [undefined] }],
])('%s: no lie', async (_, report, seen) => {
  await expect(compare(report, seen)).resolves.toBeUndefined();
});

test.each<[string, Report, Seen, Record<string, string>]>([
  [
    'both see it down',
    { database: 'down' },
    { database: [down] },
    { 'health.database-answers': 'the API answers (200, "ok"), and cannot use the database either: "down"' },
  ],
  [
    'it came back while we asked',
    { broker: 'ok' },
    { broker: [down, undefined] },
    { 'health.broker-accepts-connections': 'the API answers (200, "ok"), and calls the broker "ok"' },
  ],
  [
    'the document is silent about it',
    { database: 'ok' },
    { database: [undefined], cache: [down] },
    { 'health.cache-answers': 'the API answers (200, "ok"), and says nothing of the cache' },
  ],
])('%s: no lie, and what the API says is told beside what is down', async (_, report, seen, told) => {
  await expect(compare(report, seen)).resolves.toEqual(told);
});

test.each<[string, Report, Seen]>([
  ['a document that lists nothing', {}, { database: [undefined] }],
  ['a document that lists only what we cannot ask', { cache: 'ok' }, { database: [undefined] }],
  ['a target that lets us ask nothing', { cache: 'ok' }, {}],
])('%s cannot be compared', async (_, report, seen) => {
  await expect(compare(report, seen)).rejects.toBeInstanceOf(NotOffered);
});

type Report = Partial<Record<Dependency, 'ok' | 'down'>>;

/** What our probe of each service says, time after time. */
type Seen = Partial<Record<Dependency, (Violation | undefined)[]>>;

const compare = (report: Report, seen: Seen) => assertTruthful(async () => reportOf(report), probesOf(seen));

const probesOf = (seen: Seen): OwnProbes =>
  new Map(
    Object.entries(seen).map(([name, answers]) => {
      const left = [...answers];
      return [name as Dependency, async () => left.shift()];
    }),
  );

const reportOf = (report: Report): HealthReport => ({
  answer: { request: 'GET /', status: 200, contentType: 'application/json', header: () => undefined, text: '{}' },
  status: { word: 'ok', healthy: true },
  version: '1.0.0',
  commit: undefined,
  culprit: undefined,
  dependencies: Object.entries(report).map(([name, said]) => ({ name, ok: said === 'ok', said })),
});
