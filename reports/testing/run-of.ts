import type { CheckFacts } from '../../harness/check.ts';
import type { Exchange } from '../../harness/exchange.ts';
import { judgeRun, type RunFacts } from '../../harness/judge-run.ts';
import type { Result } from '../../harness/result.ts';
import type { Run } from '../../harness/run.ts';
import type { Selection } from '../../harness/selection.ts';

const anyCheck = {
  source: 'guide.celery-executes-tasks',
  severity: 'critical',
  tier: 'smoke',
  safety: 'canary',
  remedy: 'sudo systemctl restart celery.service',
  area: 'queue',
} as const;

export const passedResult: Result = {
  ...anyCheck,
  id: 'queue.has-a-consumer',
  demand: 'The queue must have a consumer',
  durationMs: 12,
  verdict: 'passed',
  observed: { version: '1.4.2' },
};
export const failedResult: Result = {
  ...anyCheck,
  id: 'queue.canary-is-executed',
  demand: 'A task must be executed and its result returned within its deadline',
  durationMs: 5012.4,
  verdict: 'failed',
  violation: {
    expected: 'a result for the canary within 5000 ms',
    actual: 'none; the queue "celery" has 0 consumers while worker w1@app answers ping',
    cause: { id: 'not-consuming', sentence: 'The worker is connected but no longer consumes' },
  },
};
export const blockedResult: Result = {
  ...anyCheck,
  id: 'queue.order-is-kept',
  demand: 'The order must be kept',
  durationMs: 0,
  verdict: 'blocked',
  by: 'queue.canary-is-executed',
};
export const skippedResult: Result = {
  ...anyCheck,
  id: 'queue.priority-works',
  demand: 'Priorities must work',
  durationMs: 0,
  verdict: 'skipped',
  reason: 'no --broker was given',
};
export const brokenResult: Result = {
  ...anyCheck,
  id: 'queue.page-opens',
  demand: 'The page must open',
  durationMs: 3,
  verdict: 'broken',
  reason: 'no Chromium was found',
};

export const waivedResult: Result = {
  ...failedResult,
  id: 'queue.results-arrive',
  waived: { reason: 'OPS-4: the new broker comes in December', until: '2026-12-31' },
};
export const minorResult: Result = { ...failedResult, id: 'queue.names-are-short', severity: 'minor' };

type Circumstances = Partial<RunFacts> & {
  selection?: Partial<Selection<never>>;
};

/** A judged run of these results against "staging". */
export const runOf = (results: readonly Result[], { selection = {}, ...facts }: Circumstances = {}): Run =>
  judgeRun({ checks: [], drawnIn: [], withheld: [], notAsked: [], ...selection }, results, {
    id: '2026-11-22T10-10-04-000Z',
    startedAt: new Date('2026-11-22T10:10:04Z'),
    durationMs: 5100,
    program: { name: 'medcor-verify', version: '0.1.0' },
    target: { name: 'staging' },
    accepted: {},
    narrowedBy: ['area queue'],
    askedAs: '--target staging',
    ...facts,
  });

/** The facts of a check that a run did not ask. */
export const checkNotAsked = (id: string, facts: Partial<CheckFacts> = {}) => ({
  ...passedResult,
  id,
  after: [],
  refutedBy: {},
  requests: { least: 1, most: 1 },
  ...facts,
});

/** A run in which everything happened that a report can tell. */
export const everythingRun = (): Run =>
  runOf(
    [
      passedResult,
      { ...failedResult, evidence: 'queue.canary-is-executed.ndjson' },
      blockedResult,
      skippedResult,
      brokenResult,
      waivedResult,
      minorResult,
      { ...passedResult, id: 'api.answers', area: 'api', demand: 'The API must answer' },
    ],
    {
      target: { name: 'staging', expectedVersion: '1.5.0' },
      selection: {
        drawnIn: ['queue.has-a-consumer'],
        notAsked: [checkNotAsked('load.api-is-fast'), checkNotAsked('load.mcp-is-fast', { severity: 'minor' })],
        withheld: [
          checkNotAsked('mcp.writes', { safety: 'canary' }),
          checkNotAsked('mcp.deletes', { safety: 'destructive' }),
        ],
      },
      accepted: { 'mcp.deletes': 'we have no second database' },
      residue: ['the canary appointment 7f3a is still there'],
      troubles: ['the evidence of queue.page-opens could not be written: no space left on device'],
    },
  );

/** What passed while the failed check of that run was asked. */
export const evidenceOfFailed: readonly Exchange[] = [
  {
    at: '2026-11-22T10:10:04.100Z',
    protocol: 'amqp',
    asked: 'declare "celery" passively',
    durationMs: 3,
    received: { consumers: 0, ready: 1 },
  },
  {
    at: '2026-11-22T10:10:04.200Z',
    protocol: 'http',
    asked: 'GET http://127.0.0.1:8000/api/health/',
    durationMs: 12.5,
    status: 200,
    body: '{"status":"ok"}'.repeat(20),
  },
];
