import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Stack } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { urlOf } from '../containers/with-processes/test-harness/url-of.ts';
import { blocksOf, shell } from './testing/document.ts';
import { copyProject, type ProjectCopy } from './testing/project-copy.ts';

const blocks = await blocksOf('docs/targets.md');
const files = blocks.filter(({ file, language }) => file !== undefined && language !== 'text');
const commands = blocks.flatMap(({ language, text }, index) => {
  const next = blocks[index + 1];
  // What is no output of it looks like what others would see.
  return language === 'sh' ? [{ command: text.trim(), output: next?.file === 'output' ? next.text : '' }] : [];
});

/** It has the flaw that the page waives. */
let stack: Stack;
let copy: ProjectCopy;
let environment: Record<string, string>;
beforeAll(async () => {
  stack = await openStack({ services: inject('services'), fault: 'guide-nginx-file' });
  copy = await copyProject();
  const { deployment } = stack;
  const { staff } = deployment.identities;
  const [broker, proxy] = [urlOf(deployment, 'broker'), urlOf(deployment, 'proxy')];
  const key = staff?.kind === 'signing-key' ? staff.key : '';
  environment = {
    STAGING_BROKER: broker,
    STAGING_JWT_KEY: key,
    PRODUCTION_API: proxy,
    PRODUCTION_MCP: urlOf(deployment, 'mcp'),
    PRODUCTION_BROKER: broker,
    PRODUCTION_JWT_KEY: key,
    XDG_STATE_HOME: join(copy.path, '..', 'state'),
  };
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  /** What stands for a reader's own values. */
  const ours = (text: string) =>
    text
      .replaceAll('1.4.2', deployment.expectedVersion ?? '')
      .replaceAll(/"(api|proxy)": "https:\/\/staging.example.org\/"/g, `"$1": "${proxy}"`)
      .replaceAll(/until: '[\d-]+'/g, `until: '${inAMonth}'`);
  for (const block of files) {
    const isStaging = block.file?.endsWith('one-instance.json') === false;
    await copy.take({ ...block, text: isStaging ? ours(block.text) : block.text });
  }
});
afterAll(async () => {
  await copy[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

test('the profiles in TypeScript compile against the types of the clone', async () => {
  const typed = files.filter(({ language }) => language === 'ts').map(({ file }) => file);
  const options =
    '--noEmit --ignoreConfig --strict --module nodenext --target es2025 --allowImportingTsExtensions --types node';
  expect(typed.length).toBeGreaterThan(0);
  expect(await shell(`node_modules/.bin/tsc ${options} ${typed.join(' ')}`, copy.path)).toMatchObject({
    exitCode: 0,
    stdout: '',
  });
});

describe.concurrent('a reader types', () => {
  test.for(commands)('$command', async ({ command, output }) => {
    const { exitCode, stdout, stderr } = await shell(command, copy.path, environment);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain(output);
  });
});

test('what is waived is told and does not count', async () => {
  const ask = './medcor-verify mcp --target ../profiles/production.ts';
  const { stdout } = await shell(ask, copy.path, environment);
  expect(stdout).toMatch(
    /^~ waived until .* because nginx gets .*: mcp.endpoint-needs-no-trailing-slash \(redirected\)$/m,
  );
  expect(stdout).toMatch(/ 0 failed, 1 waived/);
});
