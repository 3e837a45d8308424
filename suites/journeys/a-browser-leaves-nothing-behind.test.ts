import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { stateRoot } from '../../containers/with-processes/state-directory.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import type { Deployment, Surface } from '../../targets/deployment.ts';
import { journeysChecks } from './journeys.checks.ts';
import { journeysRunner } from './run-journeys.ts';
import { openStandInPage } from './stand-in-page.ts';

const chromium = requirePrerequisite('Chromium');
const ids = journeysChecks.map((check) => check.id);
const id = ids[0] ?? '';
const never = new AbortController().signal;

describe('journeys in Chromium', () => {
  test('every check has its journey, and a picture of it stays', async () => {
    await using page = await openStandInPage();
    await using directory = await temporaryDirectory();
    const run = journeysRunner({
      deployment: deploymentAt({ url: page.baseUrl }),
      chromium,
      directory: directory.path,
    });
    const outcomes = await run(ids, { signal: never });
    expect(Object.fromEntries(outcomes)).toEqual({
      [id]: { verdict: 'passed', observed: { operations: '2' }, durationMs: expect.any(Number) },
    });
    expect(await readdir(directory.path)).toContain('documentation.png');
    expect(await traces(directory.path)).toEqual([]);
    expect(await leftovers()).toEqual([]);
  });

  test('a script error is told with its text, and a trace of it stays', async () => {
    await using page = await openStandInPage({ script: 'null.x' });
    await using directory = await temporaryDirectory();
    const run = journeysRunner({
      deployment: deploymentAt({ url: page.baseUrl }),
      chromium,
      directory: directory.path,
    });
    const outcome = (await run(ids, { signal: never })).get(id);
    expect(outcome).toMatchObject({
      verdict: 'failed',
      violation: { cause: { id: 'script-error', sentence: expect.stringContaining('Cannot read properties of null') } },
    });
    const { exchanges = [] } = outcome ?? {};
    expect(exchanges).toContainEqual(expect.objectContaining({ asked: `GET ${page.url}`, received: okPage }));
    expect(exchanges).toContainEqual(expect.objectContaining({ threw: expect.stringContaining('page.js:1') }));
    const { files = [] } = exchanges.at(-1) as { files?: string[] };
    expect(files.map((file) => file.replace(/^.*[/-]/, ''))).toEqual([
      'documentation.png',
      'failed.png',
      'context.md',
      'trace.zip',
    ]);
    for (const file of files) expect(existsSync(join(directory.path, '..', file))).toBe(true);
  });

  test('credentials of the address open the page, and stand in no file that stays', async () => {
    const admits = `Basic ${btoa('user:secret42')}`;
    await using page = await openStandInPage({ admits, script: 'console.error(location.href)' });
    await using directory = await temporaryDirectory();
    const run = journeysRunner({
      deployment: deploymentAt({ url: page.baseUrl.replace('http://', 'http://user:secret42@') }),
      chromium,
      directory: directory.path,
    });
    const outcome = (await run(ids, { signal: never })).get(id);
    expect(outcome).toMatchObject({ violation: { actual: `an error on the console: ${page.url}` } });
    expect(outcome?.exchanges?.at(-1)).toMatchObject({
      files: [expect.stringMatching(/^journeys-\w+\/documentation.png$/)],
    });
    expect(await readdir(directory.path, { recursive: true })).toEqual(['documentation.png']);
    expect(await leftovers()).toEqual([]);
  });

  test('an abort ends the browser with all of its processes and its profile', async () => {
    await using page = await openStandInPage({ silent: true });
    await using directory = await temporaryDirectory();
    const abort = new AbortController();
    const run = journeysRunner({
      deployment: deploymentAt({ url: page.baseUrl }),
      chromium,
      directory: directory.path,
    });
    const asked = run(ids, { signal: abort.signal });
    await page.firstRequest;
    const during = await leftovers();
    abort.abort();
    expect((await asked).get(id)).toMatchObject({ verdict: 'broken' });
    expect(during.some((line) => line.includes('--type=renderer'))).toBe(true);
    expect(await leftovers()).toEqual([]);
  });

  test('a browser that does not start is our own trouble', async () => {
    await using page = await openStandInPage();
    await using directory = await temporaryDirectory();
    const deployment = deploymentAt({ url: page.baseUrl });
    const run = journeysRunner({ deployment, chromium: '/bin/false', directory: directory.path });
    expect((await run(ids, { signal: never })).get(id)).toMatchObject({
      verdict: 'broken',
      reason: expect.stringContaining('browserType.launch'),
      exchanges: expect.arrayContaining([
        expect.objectContaining({ error: expect.stringContaining('<launched> pid=') }),
      ]),
    });
  });
});

test('without Chromium a journey is broken, with a sentence that says how to get it', async () => {
  const run = journeysRunner({
    deployment: deploymentAt({ url: 'http://127.0.0.1:9/' }),
    chromium: { absent: 'no chromium on PATH' },
    directory: '.',
  });
  expect((await run(ids, { signal: never })).get(id)).toMatchObject({
    verdict: 'broken',
    reason: expect.stringContaining('CHROMIUM_PATH'),
  });
});

test('without an API there is no page: skipped', async () => {
  const run = journeysRunner({
    deployment: deploymentAt({ notOffered: 'no API here' }),
    chromium: { absent: 'no chromium on PATH' },
    directory: '.',
  });
  expect((await run(ids, { signal: never })).get(id)).toMatchObject({ verdict: 'skipped', reason: 'no API here' });
});

const okPage = { status: 200, contentType: 'text/html' };

const none = { notOffered: 'the stand-in has none' };

const deploymentAt = (api: Surface): Deployment => ({
  name: 'stand-in',
  surfaces: { api, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none },
  identities: {},
  furthestSafety: 'observe',
  accepted: {},
  workers: { results: none },
  dialect: contractDialect,
  own: true,
});

async function temporaryDirectory(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'journeys-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const traces = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { recursive: true })).filter((path) => path.endsWith('trace.zip'));

/** Processes and folders of this process in the place for such, by what names them. Processes on Linux only. */
async function leftovers(): Promise<string[]> {
  const ours = `${join(stateRoot(), String(process.pid))}-`;
  const folders = (await readdir(stateRoot())).map((name) => join(stateRoot(), name));
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return [...folders, ...lines].filter((text) => text.includes(ours)).map((text) => text.replaceAll('\0', ' '));
}
