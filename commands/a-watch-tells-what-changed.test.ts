import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve } from '../fixtures/testing/serve.ts';
import type { Result } from '../harness/result.ts';
import {
  blockedResult,
  brokenResult,
  failedResult,
  passedResult,
  runOf,
  skippedResult,
  waivedResult,
} from '../reports/testing/run-of.ts';
import { watchSchema } from './schemas/watch-schema.ts';
import { watchLines } from './watch-lines.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

const changes = (now: readonly Result[], before?: readonly Result[]): string[] =>
  watchLines(runOf(now), before && runOf(before)).slice(1);

const failed = Object.assign({}, failedResult, { id: passedResult.id });
const other: Result = { ...passedResult, id: 'queue.other' };

test('a run in a line', () => {
  expect(watchLines(runOf([passedResult, failedResult]), undefined)).toEqual([
    '2026-11-22T10:10:04Z  VIOLATED  staging (version 1.4.2, none expected)  asked all 2  1 passed, 1 failed  5.1 s',
    '  ✗ queue.canary-is-executed failed: The worker is connected but no longer consumes (not-consuming)',
  ]);
});

test.for<[string, Result[], Result[] | undefined, string[]]>([
  [
    'the first run tells what is amiss',
    [passedResult, brokenResult, blockedResult, skippedResult, waivedResult],
    undefined,
    [
      '  ! queue.page-opens could not tell: no Chromium was found',
      '  - blocked by queue.canary-is-executed: queue.order-is-kept',
    ],
  ],
  ['what stays as it was is no news', [failed], [failed], []],
  [
    'a check fails',
    [other, failed],
    [other, passedResult],
    ['  ✗ queue.has-a-consumer failed: The worker is connected but no longer consumes (not-consuming)'],
  ],
  ['it passes again', [passedResult], [failed], ['  ✓ queue.has-a-consumer passes again']],
  [
    'it fails, and that is known',
    [waivedResult, passedResult],
    [{ ...passedResult, id: waivedResult.id }, passedResult],
    ['  ~ queue.results-arrive failed, as is known: The worker is connected but no longer consumes (not-consuming)'],
  ],
  [
    'another version answers',
    [Object.assign({}, passedResult, { observed: { version: '1.5.0' } })],
    [passedResult],
    ['  ○ version 1.4.2 before, 1.5.0 now'],
  ],
  [
    'what failed is blocked now',
    [{ ...blockedResult, id: passedResult.id }],
    [failed],
    ['  - blocked by queue.canary-is-executed: queue.has-a-consumer (failed before)'],
  ],
  [
    'what was blocked is blocked by another one',
    [{ ...blockedResult, by: 'health.broker-accepts-connections' } as Result],
    [blockedResult],
    ['  - blocked by health.broker-accepts-connections: queue.order-is-kept'],
  ],
  [
    'what failed is known now',
    [waivedResult],
    [{ ...failedResult, id: waivedResult.id }],
    ['  ~ queue.results-arrive failed, as is known: The worker is connected but no longer consumes (not-consuming)'],
  ],
  [
    'what was not offered passes',
    [{ ...passedResult, id: skippedResult.id }],
    [skippedResult],
    ['  ✓ queue.priority-works passes, and was not offered before'],
  ],
])('%s', ([, now, before, lines]) => {
  expect(changes(now, before)).toEqual(lines);
});

test('no two verdicts follow each other in silence', () => {
  const id = 'queue.one';
  const all = [passedResult, failedResult, waivedResult, blockedResult, skippedResult, brokenResult].map(
    (result): Result => ({ ...result, id }),
  );
  const silent = all.flatMap((before) => all.filter((now) => now !== before && changes([now], [before]).length === 0));
  expect(silent).toEqual([]);
});

test('what no check tells is told once', () => {
  const told = runOf([passedResult], { residue: ['a task is still in the queue'] });
  expect(watchLines(told, runOf([passedResult])).slice(1)).toEqual(['  ! a task is still in the queue']);
  expect(watchLines(told, told).slice(1)).toEqual([]);
});

/** An API whose health can be changed, and what the command said about it so far. */
async function watched(...words: string[]) {
  let status = 200;
  const ends = new AsyncDisposableStack();
  const { host } = ends.use(
    await serve(
      createServer((_, response) => {
        const document = { status: status === 200 ? 'ok' : 'down' };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
      }),
    ),
  );
  const folder = await mkdtemp(join(tmpdir(), 'medcor-watch-'));
  ends.defer(() => rm(folder, { recursive: true }));
  const metrics = join(folder, 'metrics.prom');
  const question = ['--only', 'health.api-is-healthy', '--api', `http://${host}/`];
  const child = spawn(launcher, ['watch', ...question, '--metrics', metrics, '--every', '100ms', ...words], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let look = () => {};
  child.stdout.on('data', (some: Buffer) => {
    text += String(some);
    look();
  });
  return {
    become: (now: number) => void (status = now),
    /** These, the one behind the other. */
    told: (...parts: string[]) =>
      new Promise<void>((resolve) => {
        const from = (at: number, [part, ...rest]: string[]): boolean =>
          part === undefined || (text.includes(part, at) && from(text.indexOf(part, at), rest));
        look = () => from(0, parts) && resolve();
        look();
      }),
    end: async (signal?: NodeJS.Signals) => {
      const closed = once(child, 'close');
      if (signal) child.kill(signal);
      const [exitCode] = (await closed) as [number];
      return { exitCode, text };
    },
    metrics: () => readFile(metrics, 'utf8'),
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

test('a line a run, what changed, and metrics; Ctrl-C ends it with the last word', async () => {
  await using api = await watched();
  await api.told('VERIFIED  the given addresses');
  api.become(503);
  await api.told('✗ health.api-is-healthy failed: the API calls itself "down" (503)');
  api.become(200);
  await api.told('✓ health.api-is-healthy passes again');
  api.become(503);
  await api.told('passes again', '✗ health.api-is-healthy failed');
  const { text, exitCode } = await api.end('SIGINT');
  expect(exitCode).toBe(1);
  expect(text.match(/^ {2}✗/gm)).toHaveLength(2);
  expect(await api.metrics()).toMatch(/^medcor_verify_run_word\{target="the given addresses",word="violated"\} 1$/m);
});

test('a script reads a JSON text a line, and a watch ends after so many runs', async () => {
  await using api = await watched('--json', '--runs', '3');
  const { exitCode, text } = await api.end();
  const runs = text
    .trim()
    .split('\n')
    .map((line) => watchSchema.parse(JSON.parse(line)));
  expect(runs).toMatchObject([{ word: 'verified', changes: [] }, { word: 'verified' }, { word: 'verified' }]);
  expect(exitCode).toBe(0);
});

test('metrics that cannot be written are told by the word', async () => {
  await using api = await watched('--metrics', '/proc/no/metrics.prom', '--runs', '1');
  const { exitCode, text } = await api.end();
  expect(text).toContain('! the metrics /proc/no/metrics.prom could not be written: ');
  expect(exitCode).toBe(3);
});
