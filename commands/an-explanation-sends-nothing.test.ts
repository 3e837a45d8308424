import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve } from '../fixtures/testing/serve.ts';
import type { Run } from '../harness/run.ts';
import type { Explanation } from './explanation.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

const run = (...words: string[]) => runIn({}, ...words);

const runIn = (environment: Record<string, string>, ...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(launcher, words, { env: { PATH: process.env['PATH'], ...environment } }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

const explained = async (...words: string[]) =>
  JSON.parse((await run('explain', ...words, '--json')).stdout) as Explanation;

/** Six ports that count who comes, as the surfaces of a deployment. */
async function countedSurfaces() {
  let connections = 0;
  const ends = new AsyncDisposableStack();
  const open = async (flag: string, scheme: string) => {
    const { host } = ends.use(await serve(createServer((socket) => void ((connections += 1), socket.destroy()))));
    return [flag, `${scheme}://${host}/`];
  };
  const flags = [
    await open('--api', 'http'),
    await open('--mcp', 'http'),
    await open('--management', 'http'),
    await open('--broker', 'amqp'),
    await open('--database', 'postgres'),
    await open('--cache', 'redis'),
  ];
  return {
    flags: flags.flat(),
    connections: () => connections,
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

test('no surface of a target sees a connection, which a run makes', async () => {
  await using surfaces = await countedSurfaces();
  const explanation = await explained(...surfaces.flags, '--safety', 'canary');
  expect(explanation.checks.length).toBeGreaterThan(10);
  expect(surfaces.connections()).toBe(0);

  await run('health', ...surfaces.flags);
  expect(surfaces.connections()).toBeGreaterThan(5);
});

test('a stack of our own is not started for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-explained-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const { exitCode, stdout } = await runIn({ TMPDIR: folder }, 'explain', 'queue', '--stack', 'processes');
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^Would ask own stack in version .* \(--stack processes\).*area queue:$/m),
  });
  expect(await readdir(folder)).toEqual([]);
});

test('what it foresees is what a run does', async () => {
  const words = ['--api', 'http://127.0.0.1:1/', '--tier', 'smoke'];
  const explanation = await explained(...words);
  const { results, scope } = JSON.parse((await run(...words, '--json')).stdout) as Run;

  const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).sort();
  expect(ids(results)).toEqual(ids(explanation.checks));
  expect(ids(scope.withheld)).toEqual(ids(explanation.withheld));
  expect(scope.notAsked).toBe(explanation.notAsked.length);
  const skipped = results.flatMap((result) => (result.verdict === 'skipped' ? [[result.id, result.reason]] : []));
  const foreseen = explanation.checks.flatMap(({ id, skippedBecause }) =>
    skippedBecause ? [[id, skippedBecause]] : [],
  );
  // What a check finds out only when it runs is not foreseen.
  const lacking = ['broker', 'cache', 'database'];
  expect(new Set(foreseen.map(([, reason]) => reason))).toEqual(
    new Set(lacking.map((name) => `the target does not offer its ${name}: no --${name} was given`)),
  );
  expect(Object.fromEntries(skipped)).toMatchObject(Object.fromEntries(foreseen));
});

test('the requests that stand beside the checks add up to the sum below them', async () => {
  const { stdout } = await run('explain', '--stack', 'processes');
  const beside = [...stdout.matchAll(/^ +\d+ {2}\S+ +\S+ +\S+ +(?:(\d+) to )?(\d+) requests? /gm)].map(
    ([, least, most]) => ({
      least: Number(least ?? most),
      most: Number(most),
    }),
  );
  const sum = (of: 'least' | 'most') => beside.reduce((total, each) => total + each[of], 0);
  expect(beside.length).toBeGreaterThan(40);
  expect(stdout).toContain(
    `${beside.length} checks, ${sum('least')} requests where all is well and ${sum('most')} at most`,
  );
  expect(stdout).toContain('       judges what health.');
  expect(stdout).toContain('What several ask in common, or over one connection, is counted with the first of them.');
});

test('it tells why not, and what could not be verified so', async () => {
  const { stdout } = await run('explain', 'mcp', 'queue', '--mcp', 'http://127.0.0.1:1/', '--severity', 'critical');
  expect(stdout).toContain('the target does not offer its broker: no --broker was given: health.broker-accepts-conn');
  expect(stdout).toContain(
    'The target "the given addresses" has no identity "staff" (it has: none), so no token can be had. Add to its profile',
  );
  expect(stdout).toContain('it needs --safety canary: queue.canary-is-executed');
  expect(stdout).toContain('the area api was not named: api.appointments-are-listed');
  expect(stdout).toContain('its severity, major, is below critical: mcp.endpoint-needs-no-trailing-slash');
  expect(stdout).toMatch(/^1 check, 1 request where all is well and 1 at most\. Nothing was sent\.$/m);
  expect(stdout).toContain('Even if all of it passes the run is incomplete:\n  mcp.speaks-a-known-era is broken\n');
});

test('the address of a target is told without what is secret in it', async () => {
  const { stdout } = await run('explain', 'queue', '--broker', 'amqp://medcor:s3cret-passphrase@127.0.0.1:1/');
  expect(stdout).toContain('--broker env:MEDCOR_BROKER');
  expect(stdout).not.toContain('s3cret');
});

test('a misspelt area and nothing to ask are wrong usage, as in a run', async () => {
  expect(await run('explain', 'helth')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"health"?') });
  expect(await run('explain')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is nothing to ask.'),
  });
});

test('where nothing can be asked it says so', async () => {
  const { exitCode, stdout } = await run('explain', 'queue', '--api', 'http://127.0.0.1:1/');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    '  Nothing would be asked: none of the checks that these words name can be, as told below.\n\nnot offered\n',
  );
});
