import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../fixtures/testing/serve.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
let folder: string;
let api: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-out-'));
  api = await serve(
    createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok","version":"1.4.2"}');
    }),
  );
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Told = { exitCode: unknown; stdout: string; stderr: string };

const run = (words: readonly string[], variables: Record<string, string> = {}) =>
  new Promise<Told>((resolve) => {
    const env = { PATH: process.env['PATH'], ...variables };
    execFile(launcher, words, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

const ask = (words: readonly string[], variables?: Record<string, string>) =>
  run(['--only', 'health.api-is-healthy', '--api', `http://${api.host}/`, ...words], variables);

test.for<[string, string[], Record<string, string>]>([
  ['by an option', ['--reports', 'by-option'], { MEDCOR_REPORTS: 'not-here' }],
  ['by the environment', [], { MEDCOR_REPORTS: 'by-environment' }],
])('%s', async ([, words, variables]) => {
  const { exitCode, stdout } = await ask(words, variables);
  const chosen = words[1] ?? variables['MEDCOR_REPORTS'] ?? '';
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`${chosen}/`);
  expect(await readdir(join(folder, chosen, 'latest'))).toContain('report.html');
  expect(await readdir(folder)).not.toContain('not-here');
});

test('what is compared is looked for there too', async () => {
  await ask(['--reports', 'compared']);
  await ask(['--reports', 'compared']);
  // How long each of them took is the machine's matter.
  const { stdout } = await run(['compare', 'previous', '--reports', 'compared']);
  expect(stdout).toMatch(
    /^before .* the given addresses \(--api \S+\) .*\nafter .* the given addresses \(--api \S+\) /,
  );
  const { exitCode, stderr } = await run(['compare', 'pevious'], { MEDCOR_REPORTS: 'compared' });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('(a folder in ./compared)'),
  });
});

test('a folder that cannot be written is trouble of our own: nobody is blamed, and nothing is green', async () => {
  await writeFile(join(folder, 'a-file'), '');
  const { exitCode, stdout } = await ask(['--reports', 'a-file/out']);
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/INCOMPLETE {2}the given addresses/);
  expect(stdout).toContain('could not be written');
});

test('a folder without a name is wrong usage', async () => {
  expect(await ask(['--reports', ''])).toMatchObject({ exitCode: 2, stdout: '' });
});
