import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HttpAnswer } from '../fixtures/http/http-answer.ts';
import { wellWithAllItNeeds } from '../fixtures/testing/hostile/healthy-facade.ts';
import { serve } from '../fixtures/testing/serve.ts';
import type { Result } from '../harness/result.ts';
import { runChecks } from '../harness/run-checks.ts';
import type { Run } from '../harness/run.ts';
import { checkCalled, runnerCheckCalled, withoutClients } from '../harness/testing/check-called.ts';
import { judge } from '../harness/verdict.ts';
import { causeOf } from '../fixtures/testing/cause-of.ts';
import { loadOutcomes } from '../suites/load/load-outcomes.ts';
import { assertRefused } from '../suites/mcp/assert-refused.ts';
import { compare } from '../suites/proof/compare.ts';
import { copyProject } from './testing/project-copy.ts';

/**
 * Verification tools are known to go green wrongly in fifteen ways. Each that could be ours is a test with its number; 12 and 15 are
 * about the configuration of deployments, which no check of ours reads.
 */

type Ended = { exitCode: unknown; stdout: string; stderr: string };

const root = join(import.meta.dirname, '..');
const execute = (file: string, words: readonly string[], { cwd = root, env = {} } = {}) =>
  new Promise<Ended>((resolve) => {
    execFile(file, words, { cwd, env: { PATH: process.env['PATH'], ...env } }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
const verify = (...words: string[]) => execute(join(root, 'medcor-verify'), words);
const asJson = async (...words: string[]) => JSON.parse((await verify(...words, '--json')).stdout) as Run;

const closed = 'http://127.0.0.1:1/';
const everywhereClosed = ['--api', closed, '--mcp', closed, '--proxy', closed].concat([
  '--broker',
  'amqp://127.0.0.1:1//',
  '--database',
  'postgres://u:p@127.0.0.1:1/d',
  '--cache',
  'redis://127.0.0.1:1/0',
]);

const servingWith = async (listener: RequestListener) => {
  const served = await serve(createServer(listener));
  return { ...served, url: `http://${served.host}/` };
};

const judged = (results: readonly Result[]) =>
  judge({ results, withheld: [], accepted: {}, residue: [], strict: false });

const redact = (text: string) => text;

test('row 1: a profile that cannot be read, and a runner that cannot be set up, are never exit 0', async () => {
  expect(await verify('--target', './no-such-profile.json')).toMatchObject({ exitCode: 2, stdout: '' });
  const run = async () => {
    throw new Error('the runner cannot be set up');
  };
  const checks = [checkCalled('a.passes'), runnerCheckCalled('load.fast')];
  const results = await runChecks({ checks, open: withoutClients, runners: { k6: { run } }, redact });
  expect(judged(results)).toMatchObject({ word: 'incomplete', reasons: ['load.fast is broken'] });
});

test('row 2: one that passed among many that were not offered is told as just that', async () => {
  await using healthy = await servingWith(wellWithAllItNeeds);
  const among = ['api-is-healthy', 'broker-*', 'database-*', 'cache-*', 'worker-*'];
  const words = [...among.flatMap((name) => ['--only', `health.${name}`]), '--api', healthy.url];
  const { counts } = await asJson(...words);
  expect(counts.skipped).toBeGreaterThan(counts.passed);
  const { stdout } = await verify(...words);
  expect(stdout).toMatch(
    new RegExp(`^ {2}counts +${counts.passed} passed, 0 failed, ${counts.skipped} not offered`, 'm'),
  );
  // The broker, the database and the cache are lacking.
  expect(stdout.match(/^○ not asked, because .*: health\./gm)).toHaveLength(3);
});

test('row 3: every way of telling has the same exit code', async () => {
  const words = ['health', '--api', closed];
  const told = await Promise.all([
    verify(...words),
    verify(...words, '--json'),
    execute(join(root, 'medcor-verify'), words, { env: { GITHUB_ACTIONS: 'true', CI: 'true' } }),
    execute(join(root, 'medcor-verify'), words, { env: { NO_COLOR: '1', TERM: 'dumb' } }),
  ]);
  expect(told.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1]);
});

test('row 4: a dry run passes nothing, and asks nothing', async () => {
  let asked = 0;
  await using counted = await servingWith((request, response) => {
    asked += 1;
    wellWithAllItNeeds(request, response);
  });
  for (const words of [['explain', 'health', '--api', counted.url], ['list']]) {
    const { stdout } = await verify(...words);
    expect(stdout).not.toMatch(/\bpassed\b|\bVERIFIED\b/);
  }
  expect(asked).toBe(0);
});

test('row 5: a critical check that was withheld, or could not be asked, leaves no run green', async () => {
  const [passed] = await runChecks({ checks: [checkCalled('a.passes')], open: withoutClients, runners: {}, redact });
  const critical = checkCalled('a.canary', { severity: 'critical', safety: 'canary' });
  const facts = { results: [passed as Result], accepted: {}, residue: [], strict: false };
  expect(judge({ ...facts, withheld: [critical] })).toMatchObject({ word: 'incomplete' });
  const fails = async () => {
    throw new Error('ours');
  };
  const checks = [
    checkCalled('a.passes'),
    checkCalled('a.fails', { run: fails }),
    checkCalled('a.above', { after: ['a.fails'] }),
  ];
  const results = await runChecks({ checks, open: withoutClients, runners: {}, redact });
  expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'broken', 'blocked']);
  expect(judged(results)).toMatchObject({ word: 'incomplete' });
});

test('row 6: a refusal for another reason than the one that is asked about is none', async () => {
  const answer = (status: number): HttpAnswer => ({
    request: 'POST http://127.0.0.1/mcp/',
    status,
    contentType: 'application/json',
    header: () => undefined,
    text: '{}',
  });
  const control = { answer: answer(200), message: undefined };
  const asked = { control, call: 'a tool call without a token', servedCause: 'served-without-token' };
  const refusedWith = (status: number) =>
    causeOf((async () => assertRefused({ answer: answer(status), message: undefined }, asked))());
  expect(await refusedWith(401)).toBeUndefined();
  for (const status of [200, 400, 404, 429, 500]) expect(await refusedWith(status)).toBe('fails-instead-of-refusing');
});

test('row 7: a proof wants exactly the promised red, and not a check more', async () => {
  const checks = [
    checkCalled('a.named', { refutedBy: { frozen: 'silent' } }),
    checkCalled('a.other'),
    checkCalled('a.third'),
  ];
  const passing = await runChecks({ checks, open: withoutClients, runners: {}, redact });
  const red = (...ids: string[]) =>
    passing.map((result): Result => {
      const violation = { expected: '', actual: '', cause: { id: 'silent', sentence: '' } };
      return ids.includes(result.id) ? { ...result, verdict: 'failed', violation } : result;
    });
  expect(compare(checks, red('a.named'), 'frozen').deviations).toEqual([]);
  expect(compare(checks, red('a.named', 'a.other'), 'frozen').deviations).not.toEqual([]);
  expect(compare(checks, passing, 'frozen').deviations).not.toEqual([]);
});

test('row 8: what a program reads says the same as what a person reads', async () => {
  await using healthy = await servingWith(wellWithAllItNeeds);
  for (const target of [
    ['--api', healthy.url],
    ['--api', closed],
  ]) {
    const { stdout, exitCode } = await verify('health', ...target);
    const run = await asJson('health', ...target);
    expect(stdout).toMatch(new RegExp(`^${run.word.toUpperCase()}  `, 'm'));
    expect(stdout).toContain(`${run.counts.passed} passed, ${run.counts.failed} failed`);
    expect(stdout).toContain(`${run.counts.skipped} not offered`);
    expect(run.exitCode).toBe(exitCode);
  }
});

test('row 9: with nothing connected nothing passes', async () => {
  const { counts, word, exitCode } = await asJson(...everywhereClosed, '--safety', 'canary');
  expect({ word, exitCode, passed: counts.passed }).toEqual({ word: 'violated', exitCode: 1, passed: 0 });
});

test('row 10: a threshold of which nothing was measured is not kept', () => {
  const summary = JSON.stringify({ results: { metrics: [] } });
  const outcomes = loadOutcomes(['health'], {
    exitCode: 0,
    killedBy: null,
    lines: [],
    summary,
    seconds: 1,
    heldUpMs: 0,
  });
  expect(Object.values(outcomes['health'] ?? {}).map(({ verdict }) => verdict)).toEqual(['broken', 'broken']);
});

test('row 11: a check that does not exist, none at all, and a refused login are never green', async () => {
  await using lockedOut = await servingWith((_, response) => void response.writeHead(401).end());
  expect(await verify('--only', 'health.no-such-check', '--api', closed)).toMatchObject({ exitCode: 2 });
  expect(judged([])).toMatchObject({ word: 'incomplete', reasons: ['nothing passed, so nothing was verified'] });
  expect(await asJson('health', '--api', lockedOut.url)).toMatchObject({ word: 'violated', exitCode: 1 });
});

test('row 13: no page that shows a run decides over it: the command itself is red', async () => {
  const { exitCode, stdout } = await verify('health', '--api', closed);
  expect(exitCode).toBe(1);
  const [, folder = ''] = /^ {2}report +(\S+)\/report\.html$/m.exec(stdout) ?? [];
  const run = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8')) as Run;
  expect(run.word).toBe('violated');
  expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toMatch(/<failure/);
});

test('row 14: what is red here is red for make, for npm and for the pipeline', async () => {
  await using copy = await copyProject();
  const program = `./medcor-verify --api ${closed}`;
  expect(await execute('make', ['health', `medcor-verify=${program}`], { cwd: copy.path })).toMatchObject({
    exitCode: 2,
  });
  const scripts = (
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  ).scripts;
  await writeFile(
    join(copy.path, 'package.json'),
    JSON.stringify({ scripts: { health: `${scripts['health']} medcor-verify='${program}'` } }),
  );
  expect(await execute('npm', ['run', 'health'], { cwd: copy.path })).toMatchObject({ exitCode: 2 });
  const steps = (await readFile(join(root, 'Jenkinsfile'), 'utf8')).match(/\bsh\b.*/g) ?? [];
  expect(steps.length).toBeGreaterThan(2);
  // No step swallows its exit code.
  expect(steps.filter((step) => !/^sh 'make [a-z]+' }$/.test(step))).toEqual([]);
});
