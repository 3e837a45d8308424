import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { webThatHangs } from '../../fixtures/testing/hostile/web-that-hangs.ts';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { listenWithoutAccepting } from '../../fixtures/testing/hostile/full-backlog.ts';
import { askHostile, asksApiForTruth } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

/** Less than the clients' own deadlines: all that is proven here is what comes of them. */
const patienceMs = 2500;

/** The API is asked, and its neighbour behind the same proxy after that; the rest goes on beside them. */
const withinMs = 2 * patienceMs + 5000;

const servers: Record<keyof typeof webThatHangs, string> = {
  silent: 'timed-out',
  drippingHeaders: 'timed-out',
  drippingBody: 'answer-unfinished',
  promisingMoreThanComes: 'answer-unfinished',
};

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

const askAt = async (host: string) => {
  const url = `http://${host}/`;
  const run = await askHostile({ surfaces: { api: url, mcp: url, proxy: url }, patienceMs });
  expectCivil(run, { withinMs });
  return run.told;
};

describe.concurrent.for(Object.entries(servers))('a web server called %s', ([name, cause]) => {
  test('passes nothing where it is all there is', async () => {
    expect(await askAt(apart.host(`web ${name}`))).toEqual({
      'health.api-is-healthy': cause,
      'health.mcp-is-healthy': cause,
    });
  });

  test('passes nothing but its own health where that is in order', async () => {
    expect(await askAt(apart.host(`facade ${name}`))).toEqual({
      'health.api-is-healthy': 'passed',
      'health.api-document-is-never-kept': 'passed',
      'health.api-answers-head': 'passed',
      'health.api-document-tells-no-secrets': 'passed',
      'health.api-shows-no-debug-page': cause,
      // It answers everybody alike.
      'health.api-refuses-unknown-hosts': 'any-host-is-served',
      'health.api-answers-many-at-once': 'passed',
      'health.mcp-is-healthy': 'passed',
      'health.mcp-is-healthy-behind-the-proxy': 'passed',
      'health.mcp-endpoint-answers-behind-the-proxy': cause,
      'api.appointments-are-listed': cause,
      'mcp.speaks-a-known-era': cause,
    });
  });
});

test.concurrent('a port that takes no more connections passes nothing', async () => {
  await using full = await listenWithoutAccepting();
  expect(await askAt(full.host)).toEqual({
    'health.api-is-healthy': 'timed-out',
    'health.mcp-is-healthy': 'timed-out',
  });
});

const wellFacade = () => `http://${apart.host('wellWithAllItNeeds')}/`;

test.concurrent.for<[string, 'broker' | 'database' | 'cache', string]>([
  ['silent', 'broker', 'timed-out'],
  ['neverGreets', 'broker', 'timed-out'],
  ['neverTunes', 'broker', 'timed-out'],
  ['neverOpens', 'broker', 'timed-out'],
  ['drips', 'broker', 'timed-out'],
  ['silent', 'database', 'timed-out'],
  ['drips', 'database', 'timed-out'],
  ['letsInAndIsSilent', 'database', 'timed-out'],
  ['silent', 'cache', 'timed-out'],
  ['drips', 'cache', 'timed-out'],
])('what is %s in the place of a %s passes nothing', async ([name, service, cause]) => {
  const host = apart.host(`${service} ${name}`);
  const scheme = { broker: 'amqp', database: 'postgres', cache: 'redis' }[service];
  const surfaces = { [service]: `${scheme}://u:p@${host}/0`, api: wellFacade() };
  const run = await askHostile({ surfaces, patienceMs, asks: asksApiForTruth });
  expectCivil(run, { withinMs });
  const check = { broker: 'broker-accepts-connections', database: 'database-answers', cache: 'cache-answers' }[service];
  expect(run.told).toEqual({ [`health.${check}`]: cause, 'health.api-tells-the-truth': `hides-${service}` });
});

test.concurrent.for(['neverOpensAChannel', 'neverDeclares'])(
  'a broker that %s passes its handshake alone',
  async (name) => {
    const run = await askHostile({ surfaces: { broker: `amqp://u:p@${apart.host(`broker ${name}`)}//` }, patienceMs });
    expectCivil(run, { withinMs });
    expect(run.told).toEqual({
      'health.broker-accepts-connections': 'passed',
      'health.broker-takes-messages': 'timed-out',
      'health.queues-are-as-promised': 'timed-out',
      'queue.has-a-consumer': 'timed-out',
    });
  },
);

test.concurrent('a run whose time is up waits for none of them, and blames none', async () => {
  const [url, host] = [`http://${apart.host('web silent')}/`, apart.host('broker silent')];
  const surfaces = { api: url, mcp: url, proxy: url, broker: `amqp://u:p@${host}//` };
  const run = await askHostile({ surfaces, runDeadlineMs: 1000 });
  expect(run.tookMs).toBeLessThan(3000);
  const late = expect.stringMatching(/^broken: the run's deadline of 1 s passed before this check had ended/) as string;
  expect(run.told).toEqual(Object.fromEntries(Object.keys(run.told).map((id) => [id, late])));
  expect(Object.keys(run.told).length).toBeGreaterThan(2);
});
