import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wellWithAllItNeeds } from '../fixtures/testing/hostile/healthy-facade.ts';
import { serve } from '../fixtures/testing/serve.ts';
import type { Run } from '../harness/run.ts';
import { copyProject } from './testing/project-copy.ts';

const root = join(import.meta.dirname, '..');
let folder: string;
let healthy: Awaited<ReturnType<typeof serve>>;
let silent: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-trouble-'));
  healthy = await serve(createServer(wellWithAllItNeeds));
  silent = await serve(createTcpServer(() => {}));
});
afterAll(async () => {
  await healthy[Symbol.asyncDispose]();
  await silent[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Trouble = {
  /** What the shell does first: a limit, a variable. */
  before: string;
  words: readonly string[];
  /** Whose copy of the project runs. */
  project?: string;
};

async function run({
  before,
  words,
  project = root,
}: Trouble): Promise<{ exitCode: unknown; run: Run; stderr: string }> {
  const shell = ['-c', `${before}; exec "$0" "$@"`, join(project, 'medcor-verify'), ...words, '--json'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  const child = spawn('sh', shell, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => (stdout += String(text)));
  child.stderr.on('data', (text: Buffer) => (stderr += String(text)));
  const [exitCode] = (await once(child, 'close')) as [unknown];
  return { exitCode, run: JSON.parse(stdout) as Run, stderr };
}

const api = () => ['--api', `http://${healthy.host}/`];

/** A program in the place of Chromium. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const journey = () => ['--only', 'journeys.documentation-lists-operations', ...api()];
const load = () => ['--only', 'load.health-answers-in-time', '--safety', 'probe', ...api()];

/** What each is, and the sentence that says so. */
const troubles: Record<string, { trouble: () => Promise<Trouble> | Trouble; told: RegExp }> = {
  'no k6': {
    trouble: () => ({ before: 'export K6_BIN=/nowhere/k6', words: load() }),
    told: /K6_BIN names \/nowhere\/k6, which is no program/,
  },
  'no Chromium': {
    trouble: () => ({ before: 'export CHROMIUM_PATH=/nowhere/chromium', words: journey() }),
    told: /CHROMIUM_PATH names \/nowhere\/chromium, which is no program/,
  },
  'a browser that is killed': {
    trouble: async () => ({
      before: `export CHROMIUM_PATH=${await program('killed', 'kill -9 $$')}`,
      words: journey(),
    }),
    told: /the journey could not be made: .*(closed|SIGKILL)/,
  },
  'a browser that ends by itself': {
    trouble: async () => ({ before: `export CHROMIUM_PATH=${await program('ended', 'exit 0')}`, words: journey() }),
    told: /the journey could not be made: .*closed/,
  },
  'an event loop that stands still': {
    trouble: () => ({
      // Nine tenths of each second, in turns so short that no timeout comes late by much.
      before: `export NODE_OPTIONS="--import=data:text/javascript,${standingStill}"`,
      words: ['--only', 'health.api-is-healthy', '--api', `http://${silent.host}/`],
    }),
    told: /held our own process up|this process.* is held up/,
  },
  'a resolver that does not answer': {
    trouble: () => ({
      before: `export NODE_OPTIONS="--import=data:text/javascript,${deafResolver}"`,
      words: ['--only', 'health.api-is-healthy', '--api', 'http://no-such-host.invalid/'],
    }),
    told: /the resolver of this machine .*(does not answer|gave no answer)/,
  },
  'no file descriptor left': {
    trouble: () => ({
      before: `export NODE_OPTIONS="--import=data:text/javascript,${noDescriptors}"`,
      words: ['--only', 'health.api-is-healthy', ...api()],
    }),
    told: /this process may open no more files or connections: raise the limit \(ulimit -n\)/,
  },
};

const encoded = (script: string) => encodeURIComponent(script).replaceAll("'", '%27');
const standingStill = encoded(
  'setInterval(()=>{const e=performance.now()+900;while(performance.now()<e);},1000).unref()',
);
const deafResolver = encoded("import dns from 'node:dns';dns.setServers(['127.0.0.1:1'])");
// As many as there may be, while it connects; what tells of it is loaded afterwards.
const noDescriptors = encoded(
  "import fs from 'node:fs';import{subscribe}from'node:diagnostics_channel';const all=[];" +
    "subscribe('undici:client:beforeConnect',()=>{try{for(;;)all.push(fs.openSync('/dev/null'))}catch{}});" +
    "subscribe('undici:client:connectError',()=>all.splice(0).forEach((each)=>fs.closeSync(each)))",
);

describe.for(Object.entries(troubles))('%s', ([, { trouble, told }]) => {
  test('is broken and incomplete: never green, never blamed on the target', async () => {
    const { exitCode, run: seen, stderr } = await run(await trouble());
    const broken = seen.results.flatMap((result) => (result.verdict === 'broken' ? [result.reason] : []));
    expect(broken).toEqual([expect.stringMatching(told)]);
    expect({ exitCode, word: seen.word, failed: seen.counts.failed }).toEqual({
      exitCode: 3,
      word: 'incomplete',
      failed: 0,
    });
    expect(stderr).not.toMatch(/^\s*at .+:\d+:\d+\)?$/m);
  });
});

test('the same targets are verified and violated where nothing is wrong with us', async () => {
  const fine = await run({ before: ':', words: ['--only', 'health.api-is-healthy', ...api()] });
  expect({ exitCode: fine.exitCode, word: fine.run.word }).toEqual({ exitCode: 0, word: 'verified' });
  const hung = await run({
    before: ':',
    words: ['--only', 'health.api-is-healthy', '--api', `http://${silent.host}/`],
  });
  expect({ exitCode: hung.exitCode, word: hung.run.word }).toEqual({ exitCode: 1, word: 'violated' });
});

test('a folder for reports that is none costs the word, not the verdict of any check', async () => {
  await using copy = await copyProject();
  await mkdir(join(copy.path, 'reports'), { recursive: true });
  // As good as read-only, for whoever may write everywhere too.
  await symlink('/proc/version', join(copy.path, 'reports', 'out'));
  const { exitCode, run: seen } = await run({
    before: ':',
    words: ['--only', 'health.api-is-healthy', ...api()],
    project: copy.path,
  });
  expect({ exitCode, word: seen.word, passed: seen.counts.passed, failed: seen.counts.failed }).toEqual({
    exitCode: 3,
    word: 'incomplete',
    passed: 1,
    failed: 0,
  });
  expect(seen.reasons.join('\n')).toMatch(/reports\/out/);
});

test('an identity that the profile does not have makes broken what needs one', async () => {
  const profile = join(folder, 'profile.json');
  const none = { notOffered: 'not in this test' };
  const surfaces = { mcp: none, broker: none, management: none, database: none, cache: none };
  const url = `http://${healthy.host}/`;
  await writeFile(
    profile,
    JSON.stringify({ name: 'without identities', surfaces: { ...surfaces, api: url, proxy: url } }),
  );
  const { exitCode, run: seen } = await run({ before: ':', words: ['api', '--target', profile] });
  expect({ exitCode, word: seen.word, failed: seen.counts.failed }).toEqual({
    exitCode: 3,
    word: 'incomplete',
    failed: 0,
  });
  expect(seen.results).toContainEqual(
    expect.objectContaining({ verdict: 'broken', reason: expect.stringMatching(/no identity "staff"/) }),
  );
});
