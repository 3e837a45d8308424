import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApart, type ServedApart } from '../fixtures/testing/hostile/serve-apart.ts';
import type { Run } from '../harness/run.ts';
import { deploymentAt } from '../suites/hostile/ask-hostile.ts';
import type { SurfaceName } from '../targets/deployment.ts';
import { knownByProfile } from './testing/known-by-profile.ts';

const mostMegabytes = 200;

/** Tells what the command has held at most, in kilobytes (getrusage), as its last word. */
const weighing = `data:text/javascript,process.on('exit',()=>process.stderr.write('held%20'+process.resourceUsage().maxRSS+'%5Cn'))`;

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

type Surfaces = Partial<Record<SurfaceName, string>>;

const web = (name: string): Surfaces => {
  const url = `http://${apart.host(name)}/`;
  return { api: url, mcp: url, proxy: url };
};
const services = (broker: string, database: string, cache: string): Surfaces => ({
  broker: `amqp://u:p@${apart.host(`broker ${broker}`)}//`,
  database: `postgres://u:p@${apart.host(`database ${database}`)}/d`,
  cache: `redis://${apart.host(`cache ${cache}`)}/0`,
});

const targets: Record<string, () => Surfaces> = {
  'a body without an end': () => web('web body'),
  'a body of 100 MB': () => web('web hundredMegabytesAnnounced'),
  'headers without an end': () => web('web headers'),
  'chunks of one byte': () => web('web chunksOfOneByte'),
  'interim answers without an end': () => web('web interimAnswers'),
  'a gzip of 4 GB': () => web('web gzipBomb'),
  'a megabyte of anything': () => web('web bombThatSaysNothingOfIt'),
  'a hundred thousand levels': () => web('web deepObject'),
  'a list without an end': () => web('facade body'),
  'a list of a hundred thousand levels': () => web('facade deepObject'),
  'a tool whose stream has no end': () => web('mcp streamWithoutEnd'),
  'services that send bytes without an end': () =>
    services('bytesWithoutEnd', 'bytesWithoutEnd', 'simpleStringWithoutEnd'),
  'services whose one message has no end': () =>
    services('oneFrameWithoutEnd', 'oneMessageWithoutEnd', 'bulkWithoutEnd'),
  'services that repeat themselves without an end': () =>
    services('heartbeatsWithoutEndOnceOpen', 'noticesWithoutEnd', 'listsInListsWithoutEnd'),
};

// One after the other: each is a program that wants a processor for itself.
describe.for(Object.entries(targets))('%s', ([, surfaces]) => {
  test(`is violated within ${mostMegabytes} MB, in order and without a stack`, async () => {
    await using stranger = await knownByProfile(deploymentAt(surfaces()), {
      before: `export NODE_OPTIONS="--import=${weighing}"`,
    });
    const words = ['health', 'api', 'mcp', 'queue', '--target', stranger.file, '--safety', 'canary', '--json'];
    const { exitCode, stdout, stderr } = await stranger.run(...words);
    const run = JSON.parse(stdout) as Run;
    expect({ exitCode, word: run.word, broken: run.counts.broken }).toEqual({
      exitCode: 1,
      word: 'violated',
      broken: 0,
    });
    expect(stdout + stderr).not.toMatch(/^\s*at .+:\d+:\d+\)?$/m);
    const held = Number(/^held (\d+)$/m.exec(stderr)?.[1]) / 1024;
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(mostMegabytes);
  });
});
