import { expect, test } from 'vitest';
import { recorder, type Exchange } from './exchange.ts';
import { NotOffered } from './not-offered.ts';
import { resultOf } from './result-of.ts';
import { runChecks, type RunChecksOptions } from './run-checks.ts';
import { checkCalled, runnerCheckCalled, withoutClients, type NoClients } from './testing/check-called.ts';
import { Violation } from './violation.ts';

const exchange = (asked: string): Exchange => ({
  at: '2026-11-25T10:00:00.000Z',
  protocol: 'http',
  asked,
  durationMs: 2,
});
const violated = async () => {
  throw new Violation({ expected: 'a', actual: 'b', cause: { id: 'c', sentence: 'd' } });
};
const run = async (facts: Parameters<typeof checkCalled>[1], options: Partial<RunChecksOptions<NoClients>> = {}) => {
  const kept: [string, readonly string[]][] = [];
  const results = await runChecks({
    checks: [checkCalled('a.one', facts)],
    open: async () => ({ ...(await withoutClients()), exchanges: () => [exchange('GET http://x/?key=hunter2')] }),
    runners: {},
    redact: (text) => text.replaceAll('hunter2', '[removed]'),
    keepEvidence: (id, exchanges) => {
      kept.push([id, exchanges]);
      return `${id}.ndjson`;
    },
    ...options,
  });
  return { result: results[0], kept };
};
const line = '{"at":"2026-11-25T10:00:00.000Z","protocol":"http","asked":"GET http://x/?key=[removed]","durationMs":2}';

test.for<[string, () => Promise<never>]>([
  ['failed', violated],
  [
    'broken',
    async () => {
      throw new Error('ours');
    },
  ],
])('%s: redacted, a line an exchange, and named in the result', async ([verdict, asking]) => {
  const { result, kept } = await run({ run: asking });
  expect(result).toMatchObject({ verdict, evidence: 'a.one.ndjson' });
  expect(kept).toEqual([['a.one', [line]]]);
});

test('a check that hangs leaves what it had seen', async () => {
  const { kept } = await run({ run: () => new Promise(() => {}), deadlineMs: 10 });
  expect(kept).toEqual([['a.one', [line]]]);
});

test('what is green, or was not offered, leaves nothing', async () => {
  const absent = async () => {
    throw new NotOffered('no such thing here');
  };
  expect((await run({})).kept).toEqual([]);
  expect((await run({ run: absent })).kept).toEqual([]);
});

test('what was never asked leaves nothing', async () => {
  const kept: string[] = [];
  const outcome = { verdict: 'broken', reason: 'k6 is missing' } as const;
  const keepEvidence = (id: string) => void kept.push(id);
  resultOf(checkCalled('a.one'), { outcome, durationMs: 0 }, { redact: (text) => text, keepEvidence });
  expect(kept).toEqual([]);
  expect((await run({}, { checks: [runnerCheckCalled('load.fast')] })).kept).toEqual([]);
  expect((await run({}, { signal: AbortSignal.abort() })).kept).toEqual([]);
});

test('a failure without an exchange, or whose evidence cannot be kept, names no file', async () => {
  expect((await run({ run: violated }, { open: withoutClients })).kept).toEqual([]);
  const { result } = await run({ run: violated }, { keepEvidence: () => undefined });
  expect(result).not.toHaveProperty('evidence');
});

test('where nobody keeps evidence, a failure names none', async () => {
  const results = await runChecks({
    checks: [checkCalled('a.one', { run: violated })],
    open: async () => ({ ...(await withoutClients()), exchanges: () => [exchange('GET http://x/')] }),
    runners: {},
    redact: (text) => text,
  });
  expect(results).toMatchObject([{ verdict: 'failed' }]);
  expect(results[0]).not.toHaveProperty('evidence');
});

test('a runner hands over what it saw', async () => {
  const outcome = { verdict: 'broken', reason: 'no samples', durationMs: 1, exchanges: [exchange('k6')] } as const;
  const runner = async () => new Map([['load.fast', outcome]]);
  const { result, kept } = await run(
    {},
    { checks: [runnerCheckCalled('load.fast')], runners: { k6: { run: runner } } },
  );
  expect(result).toMatchObject({ evidence: 'load.fast.ndjson' });
  expect(result).not.toHaveProperty('exchanges');
  expect(kept).toHaveLength(1);
  const { exchanges: _, ...silent } = outcome;
  const seen = await run(
    {},
    {
      checks: [runnerCheckCalled('load.fast')],
      runners: { k6: { run: async () => new Map([['load.fast', silent]]) } },
    },
  );
  expect(seen.kept).toEqual([]);
});

test('of a check that asks without end the beginning and the end are kept, and the gap is told', () => {
  const { note, exchanges } = recorder();
  for (let index = 0; index < 100; index += 1) note(exchange(String(index)));
  expect(exchanges().map(({ asked }) => asked)).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  for (let index = 100; index < 1000; index += 1) note(exchange(String(index)));
  const kept = exchanges().map(({ asked }) => asked);
  expect(kept).toHaveLength(101);
  expect(kept.slice(48, 53)).toEqual(['48', '49', '900 more exchanges, which are left out here', '950', '951']);
  expect(exchanges()[50]).toMatchObject({ at: '2026-11-25T10:00:00.000Z', protocol: 'none', durationMs: 0 });
});
