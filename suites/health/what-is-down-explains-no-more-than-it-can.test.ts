import type { Server } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isBroken, toldOf } from '../testing/told-of.ts';
import { beside, blackHole, nginxPage, nowhere, says, type Said } from '../testing/stand-ins.ts';
import { deploymentAt } from '../hostile/ask-hostile.ts';
import { unlessHeldUp } from '../../fixtures/testing/unless-held-up.ts';

const cache = 'health.cache-answers';
const api = 'health.api-is-healthy';
const mcp = 'health.mcp-is-healthy';

const cacheDown = { status: 'down', dependencies: { cache: { status: 'down' } } };
const page = '<html><body><h1>Server Error (500)</h1></body></html>';
const down = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { status: 'down' }]));

/** What a program says while its cache is down: "left" where that may be why, else the cause of its own failure. */
const answers: [string, Server | Said, string][] = [
  ['names the cache', { status: 503, body: cacheDown }, 'left'],
  ['names the cache with 200', { body: cacheDown }, 'left'],
  ['names the cache as the culprit', { status: 503, body: { status: 'down', culprit: 'redis' } }, 'left'],
  ['calls itself down and names nobody', { status: 503, body: { status: 'down' } }, 'left'],
  ['fails with a page of its own', { status: 500, body: page }, 'left'],
  ['says 503 and nothing of health', { status: 503, body: { detail: 'unavailable' } }, 'left'],
  ['does not end behind a proxy', { status: 504, body: nginxPage('504 Gateway Time-out') }, 'left'],
  ['says nothing', blackHole(), 'left'],
  [
    'names the database beside it',
    { status: 503, body: { status: 'down', dependencies: down('cache', 'database') } },
    'database-unreachable-from',
  ],
  [
    'names what nobody asks',
    { status: 503, body: { status: 'down', dependencies: down('object-storage') } },
    'object-storage-unreachable-from',
  ],
  ['is dead behind a proxy', { status: 502, body: nginxPage('502 Bad Gateway') }, 'proxy-error-page'],
  ['has no route behind a proxy', { status: 404, body: nginxPage('404 Not Found') }, 'no-route'],
  ['is not there', { status: 404, body: { detail: 'Not Found' } }, 'unexpected-status'],
  ['wants a token', { status: 401, body: {} }, 'token-wanted'],
  ['is another program', { body: page }, 'answers-html'],
  ['says nothing of health', { body: { hello: 'world' } }, 'not-a-health-document'],
];

const patienceMs = 500;

const told = (surface: 'api' | 'mcp', host: string) => {
  const surfaces = { cache: `redis://${nowhere}/0`, [surface]: `http://${host}/` };
  const asked = { only: [api, mcp, cache], patienceMs };
  return unlessHeldUp(() => toldOf(deploymentAt(surfaces), asked), isBroken);
};

describe('the cache is down, and a program', () => {
  test.for(answers)('%s', async ([, answer, outcome]) => {
    const server = 'listen' in answer ? answer : says(answer);
    await beside(server, async (host) => {
      for (const [surface, id] of [
        ['api', api],
        ['mcp', mcp],
      ] as const) {
        const { failed, blocked, broken } = await told(surface, host);
        expect(broken).toEqual({});
        expect(failed[cache]).toBe('connection-refused');
        const cause = outcome.endsWith('-from') ? `${outcome}-${surface}` : outcome;
        expect({ failed: failed[id], by: blocked[id] }).toEqual(
          outcome === 'left' ? { failed: undefined, by: cache } : { failed: cause, by: undefined },
        );
      }
    });
  });

  test('is not there', async () => {
    const { failed, blocked } = await told('api', nowhere);
    expect({ failed, blocked: blocked[api] }).toEqual({
      failed: { [cache]: 'connection-refused', [api]: 'connection-refused' },
      blocked: undefined,
    });
  });
});
