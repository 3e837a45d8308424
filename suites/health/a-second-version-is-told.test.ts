import { expect, test } from 'vitest';
import type { HealthDocuments } from '../../fixtures/health/health-documents.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { BlockedBy } from '../../harness/blocked-by.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { assertOneVersion } from './assert-one-version.ts';

type Build = { version?: string; commit?: string };

const well = {
  answer: { request: 'GET /', status: 200, contentType: 'application/json', header: () => undefined, text: '{}' },
  status: { word: 'ok', healthy: true },
  culprit: undefined,
  dependencies: [],
};

/** A program whose instances answer in turn. */
const answering = (...builds: Build[]) => {
  let asked = 0;
  return async (): Promise<HealthReport> => ({
    ...well,
    version: undefined,
    commit: undefined,
    ...builds[asked++ % builds.length],
  });
};
const silent = async () => {
  const sentence = 'nothing listens there';
  throw new Violation({ expected: 'an answer', actual: 'none', cause: { id: 'connection-refused', sentence } });
};
const outcomeOf = async (programs: Record<string, () => Promise<HealthReport>>) => {
  const documents: HealthDocuments = new Map(Object.entries(programs).map(([name, ask]) => [name, { [name]: ask }]));
  try {
    return await assertOneVersion(documents);
  } catch (error) {
    if (error instanceof Violation) return `${error.facts.cause.id}: ${error.facts.actual}`;
    if (error instanceof BlockedBy) {
      const [{ seen, to }] = error.left;
      return { leftTo: to.map(({ id }) => id), ...(seen as Violation).facts.cause };
    }
    if (error instanceof NotOffered) return error.message;
    throw error;
  }
};
const now = { version: '1.4.2', commit: 'abcdef1' };
const before = { version: '1.4.1', commit: '0123456' };

test('one version everywhere passes and is told', async () => {
  expect(await outcomeOf({ api: answering(now), mcp: answering(now) })).toEqual({ build: '1.4.2 (abcdef1)' });
});

test.for<[string, Record<string, () => Promise<HealthReport>>, string]>([
  [
    'an instance behind a balancer that the deployment has not reached',
    { api: answering(now, before), mcp: answering(now) },
    'instances-differ: api answers in 1.4.2 (abcdef1) and 1.4.1 (0123456)',
  ],
  [
    'a program of the release before',
    { api: answering(now), mcp: answering(before) },
    'two-versions: api is 1.4.2 (abcdef1), mcp is 1.4.1 (0123456)',
  ],
  [
    'the same version built from another commit',
    { api: answering(now), mcp: answering({ ...now, commit: '0123456' }) },
    'two-versions: api is 1.4.2 (abcdef1), mcp is 1.4.2 (0123456)',
  ],
  [
    'an instance that says no more what the others do',
    { api: answering(now, { version: '1.4.2' }), mcp: answering(now) },
    'instances-differ: api answers in 1.4.2 (abcdef1) and 1.4.2',
  ],
  [
    'two versions beside one that names its commit alone',
    { api: answering({ version: '1.0' }), mcp: answering({ version: '2.0' }), proxy: answering({ commit: 'abcdef1' }) },
    'two-versions: api is 1.0, mcp is 2.0, proxy is no version (abcdef1)',
  ],
  [
    'two commits beside one that names its version alone',
    {
      api: answering({ commit: '0123456' }),
      mcp: answering({ version: '2.0' }),
      proxy: answering({ commit: 'abcdef1' }),
    },
    'two-versions: api is no version (0123456), mcp is 2.0, proxy is no version (abcdef1)',
  ],
  [
    'two tags, of which one begins like the other',
    { api: answering({ commit: 'release-1' }), mcp: answering({ commit: 'release-10' }) },
    'two-versions: api is no version (release-1), mcp is no version (release-10)',
  ],
  [
    'another release beside instances that differ',
    { api: answering(now, before), mcp: answering({ version: '1.0' }) },
    'instances-differ: api answers in 1.4.2 (abcdef1) and 1.4.1 (0123456); api is 1.4.2 (abcdef1) and 1.4.1 (0123456), mcp is 1.0',
  ],
  [
    'nobody says a version',
    { api: answering({}), mcp: answering({}) },
    'no health document of the target names a version or a commit',
  ],
])('%s', async ([, programs, told]) => {
  expect(await outcomeOf(programs)).toBe(told);
});

test('who names no commit is not compared by it', async () => {
  expect(await outcomeOf({ api: answering({ version: '1.4.2' }), mcp: answering(now) })).toEqual({
    build: '1.4.2 and 1.4.2 (abcdef1)',
  });
});

test('a commit is the same, shortened or not', async () => {
  const whole = 'ABCDEF1a11b2c3d4e5f60718293a4b5c6d7e8f90';
  expect(await outcomeOf({ api: answering({ commit: 'abcdef1' }), mcp: answering({ commit: whole }) })).toEqual({
    build: `no version (abcdef1) and no version (${whole})`,
  });
});

test('a program that does not answer leaves nothing to pass by, though the others agree', async () => {
  expect(await outcomeOf({ 'the API': answering(now), 'the MCP server': silent })).toEqual({
    leftTo: ['health.mcp-is-healthy'],
    id: 'connection-refused',
    sentence: 'nobody knows which version the MCP server is: nothing listens there',
  });
  expect(await outcomeOf({ api: answering(now, before), mcp: silent })).toMatch(/^instances-differ: /);
});

test('a program that answers one of two ways is known by it', async () => {
  const documents = new Map([['mcp', { directly: answering(now), 'behind the proxy': silent }]]);
  expect(await assertOneVersion(documents)).toEqual({ build: '1.4.2 (abcdef1)' });
});
