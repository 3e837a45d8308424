import { UnsecuredJWT } from 'jose';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { audiences, tenants, tokenIssuer, type Audience } from '../contract/roles.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { serveApi, serveMcp } from './testing/serve.ts';
import { settingsOf } from './testing/settings-of.ts';
import { bearer, sign } from './testing/sign.ts';

const stack = await openStack({ services: inject('services') });
const api = await serveApi(settingsOf(stack));
const mcp = await serveMcp(settingsOf(stack));
afterAll(async () => {
  await Promise.all([api[Symbol.asyncDispose](), mcp[Symbol.asyncDispose]()]);
  await stack[Symbol.asyncDispose]();
});

const past = Math.floor(Date.now() / 1000) - 10;
const future = past + 3600;

/** Each differs from a good token in one thing. */
const bad = (audience: Audience) => {
  const other = audience === 'api' ? audiences.mcp : audiences.api;
  return {
    'for the other program': sign(audience, { aud: other }),
    'without an audience': sign(audience, { aud: undefined }),
    'of another issuer': sign(audience, { iss: 'somebody-else' }),
    expired: sign(audience, { exp: past }),
    'without an end': sign(audience, { exp: undefined }),
    'not valid yet': sign(audience, { nbf: future }),
    'without a hospital': sign(audience, { tenant: undefined }),
    'without a role': sign(audience, { role: undefined }),
    'with a role of its own': sign(audience, { role: 'owner' }),
    'signed with another key': sign(audience, {}, 'another key that is also long enough'),
    'not signed at all': Promise.resolve(unsigned(audience)),
    'that is no token': Promise.resolve('garbage'),
  };
};

describe.each(['api', 'mcp'] as const)('the %s', (audience) => {
  const ask = audience === 'api' ? askApi : askMcp;

  test('lets a good token in, whatever the case of the scheme', async () => {
    const token = await sign(audience);

    expect((await ask(bearer(token))).status).toBe(200);
    expect((await ask({ authorization: `bearer ${token}` })).status).toBe(200);
  });

  test.each(Object.entries(bad(audience)))('refuses a token %s', async (_what, token) => {
    const response = await ask(bearer(await token));

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  test.each([
    ['no token', {}],
    ['another scheme', { authorization: 'Basic c3RhZmY6c3RhZmY=' }],
    ['a scheme alone', { authorization: 'Bearer ' }],
  ])('refuses %s', async (_what, headers) => {
    expect((await ask(headers)).status).toBe(401);
  });

  test('says what is wrong with a token', async () => {
    const { headers } = await ask(bearer(await sign(audience, { exp: past })));

    expect(headers.get('www-authenticate')).toBe(
      'Bearer error="invalid_token", error_description="the token has expired"',
    );
  });

  test('takes no token from the query', async () => {
    expect((await ask({}, `?access_token=${await sign(audience)}`)).status).toBe(401);
  });
});

test.each(['GET', 'POST', 'DELETE', 'OPTIONS', 'PUT'])('the MCP endpoint demands a token for %s', async (method) => {
  expect((await fetch(mcp.url, { method })).status).toBe(401);
});

function askApi(headers: Record<string, string>, query = ''): Promise<Response> {
  return fetch(`${api.url}/api/appointments/${query}`, { headers });
}

function askMcp(headers: Record<string, string>, query = ''): Promise<Response> {
  return fetch(`${mcp.url}/${query}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
}

const unsigned = (audience: Audience): string =>
  new UnsecuredJWT({ tenant: tenants.north, role: 'staff' })
    .setIssuer(tokenIssuer)
    .setAudience(audiences[audience])
    .setSubject('staff-of-nobody')
    .setExpirationTime('1m')
    .encode();
