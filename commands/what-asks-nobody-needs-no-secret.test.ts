import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctorSchema } from './schemas/doctor-schema.ts';
import { explainSchema } from './schemas/explain-schema.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
const notOffered = { notOffered: 'not reachable from here' };
const profile = {
  name: 'staging',
  surfaces: {
    api: 'http://127.0.0.1:1/',
    proxy: { fromEnvironment: 'STAGING_PROXY' },
    broker: { fromEnvironment: 'STAGING_BROKER' },
    mcp: notOffered,
    management: notOffered,
    database: notOffered,
    cache: notOffered,
  },
  identities: { staff: { kind: 'static', token: { fromEnvironment: 'STAGING_TOKEN' }, tenant: 'north' } },
  connection: { resolve: ['broker.example.org:5672:127.0.0.1'] },
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-unset-'));
  await writeFile(join(folder, 'staging.json'), JSON.stringify(profile));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const all = [...words, '--target', join(folder, 'staging.json')];
    const env = { PATH: process.env['PATH'], STAGING_PROXY: 'http://127.0.0.1:1/' };
    execFile(launcher, all, { env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

const missing = [
  { variable: 'the environment variable STAGING_BROKER', purpose: 'the address of its broker' },
  { variable: 'the environment variable STAGING_TOKEN', purpose: 'the token of staff' },
];

test('explain tells what would be asked, and what a run needs beside', async () => {
  const { exitCode, stdout } = await run('explain');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(' queue.has-a-consumer ');
  expect(stdout).toContain(`A run needs what is not set here:
  the environment variable STAGING_BROKER, which holds the address of its broker
  the environment variable STAGING_TOKEN, which holds the token of staff
`);
  const { unset, checks } = explainSchema.parse(JSON.parse((await run('explain', '--json')).stdout));
  expect(unset).toEqual(missing);
  expect(checks.find(({ id }) => id === 'queue.has-a-consumer')).not.toHaveProperty('skippedBecause');
});

test('the doctor reaches what it can, and finds what is missing', async () => {
  const { exitCode, stdout } = await run('doctor', '--json');
  expect(exitCode).toBe(3);
  const { unset, surfaces = [] } = doctorSchema.parse(JSON.parse(stdout));
  expect(unset).toEqual(missing);
  const problems = Object.fromEntries(surfaces.map((each) => [each.surface, 'problem' in each && each.problem]));
  expect(problems).toMatchObject({
    api: { whose: 'target', sentence: 'nothing listens at http://127.0.0.1:1/' },
    broker: {
      whose: 'ours',
      sentence: 'the environment variable STAGING_BROKER is not set here, which holds the address of its broker',
    },
  });
});

test('a run needs all of it', async () => {
  expect(await run('health')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('takes the address of its broker from the environment variable STAGING_BROKER'),
  });
});
