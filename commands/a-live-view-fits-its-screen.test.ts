import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { blockedResult, failedResult, passedResult, runOf } from '../reports/testing/run-of.ts';
import { topLines, trendOf, type CheckTrend, type TopView } from './top-lines.ts';

const trend = (last: Result, runs: CheckTrend['runs']): CheckTrend => ({ id: last.id, last, runs });

const passed = (id: string, durationMs: number): Result => ({ ...passedResult, id, durationMs });

const view: TopView = {
  target: 'staging',
  everyMs: 5000,
  run: runOf([passedResult, failedResult, blockedResult]),
  runs: 4,
  checks: [
    trend(passed('health.api', 12), [3, 6, 24, 12]),
    trend(passed('health.database', 2400), [100, 'failed', 1200, 2400]),
    trend(failedResult, [80, 'broken', 'failed', 'failed']),
    trend(blockedResult, ['blocked', 'blocked', 'blocked', 'blocked']),
  ],
};

test('a line a check, with its trend and what is amiss', () => {
  expect(topLines(view, { rows: 24, columns: 200 }).join('\n')).toBe(`\
VIOLATED  staging (version 1.4.2, none expected)  asked 2 of 3, blocked 1
run 4, every 5.0 s; Ctrl-C ends it
health
  ✓ health.api                 12 ms  ▂▃█▅
  ✓ health.database            2.4 s  ▁✗▅█
queue
  ✗ queue.canary-is-executed          █!✗✗  The worker is connected but no longer consumes (not-consuming)
  - queue.order-is-kept               ----  blocked by queue.canary-is-executed`);
});

test('on a small screen what is well is told by area', () => {
  expect(topLines(view, { rows: 8, columns: 62 })).toEqual([
    'VIOLATED  staging (version 1.4.2, none expected)  asked 2 of ',
    'run 4, every 5.0 s; Ctrl-C ends it',
    'health       2 of 2 passed, the slowest in 2.4 s',
    'queue        0 of 2 passed',
    '  ✗ queue.canary-is-executed          █!✗✗  The worker is con',
    '  - queue.order-is-kept               ----  blocked by queue.',
  ]);
});

test('on a tiny one the rest is counted', () => {
  const lines = topLines(view, { rows: 6, columns: 40 });
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('… and 2 lines more');
});

test('before the first run has ended there is no word yet', () => {
  const { run: _run, ...before } = view;
  expect(topLines({ ...before, runs: 0, checks: [{ id: 'health.api', runs: [] }] }, { rows: 24, columns: 80 })).toEqual(
    ['staging is asked for the first time …', 'run 1, every 5.0 s; Ctrl-C ends it', 'health', '    health.api'],
  );
});

test('a text of the target cannot leave its line', () => {
  const forged = Object.assign({}, failedResult, {
    violation: { expected: '', actual: '', cause: { id: 'x', sentence: 'a\nVERIFIED\u001b[2J' } },
  });
  const lines = topLines({ ...view, checks: [trend(forged, ['failed'])] }, { rows: 24, columns: 200 });
  expect(lines.join('').includes('\n') || lines.join('').includes('\u001b')).toBe(false);
});

test.for<[CheckTrend['runs'], string]>([
  [[], ''],
  [[0], '▁'],
  [[5], '█'],
  [[1, 2, 3, 4, 5, 6, 7, 8], '▂▃▄▅▆▇██'],
  [[8, 'passed' as never, 'skipped'], '█✓○'],
])('the trend of %j', ([runs, signs]) => {
  expect(trendOf(runs)).toBe(signs);
});

test('where there is no terminal it is wrong usage, and names what there is', async () => {
  const launcher = join(import.meta.dirname, '..', 'medcor-verify');
  const words = ['top', '--api', 'http://127.0.0.1:1/'];
  const told = await new Promise((resolve) => {
    execFile(launcher, words, { env: { PATH: process.env['PATH'] } }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
  expect(told).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'top draws on a terminal, and this is none. For a log or a pipe there is watch.\n',
  });
});
