import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { serve } from '../fixtures/testing/serve.ts';
import type { Run } from '../harness/run.ts';
import { ask } from './ask.ts';

/** A program whose health document can be changed. */
async function program() {
  let health = { status: 200, document: {} };
  const server = createServer((_, response) => {
    response.writeHead(health.status, { 'content-type': 'application/json' }).end(JSON.stringify(health.document));
  });
  const { host, [Symbol.asyncDispose]: end } = await serve(server);
  return {
    url: `http://${host}/`,
    say: (status: number, document: object) => void (health = { status, document }),
    [Symbol.asyncDispose]: end,
  };
}

test('where the version before was verified the advice is to go back to it, else to hold', async () => {
  const outDirectory = await mkdtemp(join(tmpdir(), 'medcor-rollback-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(outDirectory, { recursive: true }) };
  await using api = await program();
  await using mcp = await program();
  const deploy = async (version: string, mcpStatus: number): Promise<Pick<Run, 'word' | 'advice'>> => {
    api.say(200, { status: 'ok', version });
    mcp.say(mcpStatus, { status: mcpStatus === 200 ? 'ok' : 'down', version });
    const silent = new PassThrough() as unknown as NodeJS.WriteStream;
    silent.resume();
    const only = ['health.api-is-healthy', 'health.mcp-is-healthy'];
    await ask([], { api: api.url, mcp: mcp.url, only }, [], { outDirectory, stdout: silent, stderr: silent });
    const run = JSON.parse(await readFile(join(outDirectory, 'latest', 'results.json'), 'utf8')) as Run;
    return { word: run.word, advice: run.advice };
  };

  expect(await deploy('1.3.0', 503)).toEqual({ word: 'violated', advice: 'hold' });
  expect(await deploy('1.4.0', 200)).toEqual({ word: 'verified', advice: 'none' });
  expect(await deploy('1.4.0', 503)).toEqual({ word: 'violated', advice: 'hold' });
  expect(await deploy('1.4.0', 200)).toEqual({ word: 'verified', advice: 'none' });
  expect(await deploy('1.5.0', 503)).toEqual({ word: 'violated', advice: 'rollback' });
});
