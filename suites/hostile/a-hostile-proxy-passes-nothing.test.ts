import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { askHostile, isOfProxy } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

const version = 'health.proxy-tells-no-version';
const bodies = 'health.proxy-limits-bodies';

/** Where health is in order, and all else is answered like this. */
const servers: Record<string, string> = {
  empty404: 'passed',
  anotherProtocol: 'not-http',
  twoLengths: 'wrong-length',
  resetInTheMiddle: 'answer-cut-short',
  silent: 'timed-out',
  drippingHeaders: 'timed-out',
  drippingBody: 'answer-unfinished',
};

describe.concurrent.for(Object.entries(servers))('a server called %s', ([name, cause]) => {
  test('tells what it is in the place of a page for errors, and takes any body', async () => {
    const proxy = `http://${apart.host(`facade ${name}`)}/`;
    const run = await askHostile({ surfaces: { proxy }, patienceMs: 2500, asks: isOfProxy });
    expectCivil(run);
    expect(run.told).toEqual({ [version]: cause, [bodies]: 'any-body-taken' });
  });
});

test.concurrent.for([
  ['web silent', 'timed-out'],
  ['web anotherProtocol', 'not-http'],
])('%s, where it is all there is, passes nothing', async ([name = '', cause]) => {
  const proxy = `http://${apart.host(name)}/`;
  const run = await askHostile({ surfaces: { proxy }, patienceMs: 1500, asks: isOfProxy });
  expectCivil(run);
  expect(run.told).toEqual({ [version]: cause, [bodies]: 'any-body-taken' });
});

test('a port that is closed passes nothing', async () => {
  const run = await askHostile({ surfaces: { proxy: 'http://127.0.0.1:1/' }, asks: isOfProxy });
  expectCivil(run);
  expect(run.told).toEqual({ [version]: 'connection-refused', [bodies]: 'connection-refused' });
});
