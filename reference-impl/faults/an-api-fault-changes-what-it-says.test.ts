import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, test } from 'vitest';
import { documentationPath, operations } from '../../contract/api.ts';
import { tenants } from '../../contract/roles.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import type { ApiSettings } from '../api/open-api-parts.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';
import { apiFaults } from './api-faults.ts';
import { differences } from '../testing/differences.ts';

const stack = await openStack({ services: inject('services') });
afterAll(() => stack[Symbol.asyncDispose]());
const settings = settingsOf(stack);
const withoutDatabase = { ...settings, databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' };
const expired = await sign('api', { exp: 1_000_000_000 });
const good = await sign('api');
const elsewhere = await sign('api', { tenant: tenants.south });

test.each([
  ['list-breaks-its-schema', settings, ['list', 'list of another hospital']],
  ['health-hides-database', settings, []],
  ['health-hides-database', withoutDatabase, ['health']],
  ['health-waits-for-cache', settings, []],
  ['health-is-cacheable', settings, []],
  ['health-refuses-head', settings, []],
  ['health-fails-when-crowded', settings, []],
  ['health-tells-settings', settings, ['health']],
  ['debug-is-on', settings, ['nothing']],
  ['any-host-is-served', settings, []],
  ['broken-page-script', settings, ['page']],
  ['expired-tokens-accepted', settings, ['list with an expired token']],
  ['api-lets-anyone-in', settings, ['list without a token']],
  ['tenants-are-mixed', settings, ['list', 'list of another hospital']],
  ['booking-is-lost', settings, ['find what was booked', 'remove it']],
  ['removal-is-refused', settings, ['remove it', 'find it again']],
  ['removal-without-effect', settings, ['find it again']],
  ['slow-health', settings, []],
  ['slow-list', settings, []],
  ['health-fails-under-load', settings, []],
  ['list-fails-under-load', settings, []],
] as const)('%s changes no other answer', async (fault, where, changed) => {
  expect(differences(await answers(where), await answers(where, fault))).toEqual(changed);
});

test('list-breaks-its-schema leaves out the total and nothing else', async () => {
  const { list } = await answers(settings);
  const { list: sick } = await answers(settings, 'list-breaks-its-schema');

  expect(list).toMatchObject({ status: 200, body: { total: 5 } });
  const { total: _, ...rest } = list!.body as { total: number };
  expect(sick).toEqual({ status: 200, body: rest });
});

test('health-hides-database says ok of a database at which nothing listens', async () => {
  const { health } = await answers(withoutDatabase, 'health-hides-database');

  expect(health).toMatchObject({ status: 200, body: { status: 'ok', dependencies: { database: { status: 'ok' } } } });
});

test('health-hides-database still tells of the others', async () => {
  const { health } = await answers({ ...withoutDatabase, cacheUrl: 'redis://127.0.0.1:1' }, 'health-hides-database');

  expect(health).toMatchObject({
    status: 503,
    body: { culprit: 'cache', dependencies: { database: { status: 'ok' } } },
  });
});

test('expired-tokens-accepted answers the list of the hospital in the token', async () => {
  const sick = await answers(settings, 'expired-tokens-accepted');

  expect(sick['list with an expired token']).toEqual(sick['list']);
});

test('broken-page-script serves one more script, which fails as it loads', async () => {
  await using api = await serveApi(settings, apiFaults['broken-page-script']);

  const response = await fetch(`${api.url}${documentationPath}static/theme/theme.js`);

  expect(response.headers.get('content-type')).toMatch(/^application\/javascript/);
  expect(await response.text()).toMatch(/^window\.onload = null;/);
});

async function answers(where: ApiSettings, fault?: keyof typeof apiFaults) {
  await using api = await serveApi(where, fault && apiFaults[fault]);
  const asked: Record<string, [path: string, headers?: Record<string, string>]> = {
    health: [operations.health.path],
    list: [operations.listAppointments.path, bearer(good)],
    'list of another hospital': [operations.listAppointments.path, bearer(elsewhere)],
    'list with an expired token': [operations.listAppointments.path, bearer(expired)],
    'list without a token': [operations.listAppointments.path],
    page: [documentationPath],
    nothing: ['/api/nowhere/'],
    'OpenAPI document': [`${documentationPath}json`],
  };
  const told: Record<string, { status: number; body: unknown }> = {};
  for (const [name, [path, headers]] of Object.entries(asked)) {
    const response = await fetch(api.url + path, { headers: headers ?? {} });
    const text = (await response.text()).replaceAll(/"latencyMs":\d+/g, '"latencyMs":0');
    told[name] = { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
  }
  return Object.assign(told, await statusesOfABooking(api.url));
}

/** Of an appointment that is taken back in the end, whatever the fault made of it. */
async function statusesOfABooking(url: string): Promise<Record<string, { status: number; body: unknown }>> {
  const path = url + operations.bookAppointment.path;
  const slot = {
    patientReference: 'patient-of-a-fault',
    doctor: `doctor-${randomUUID()}`,
    specialty: 'cardiology',
    startsAt: '2098-01-01T10:00:00Z',
    durationMinutes: 30,
  };
  const headers = bearer(good);
  const json = { ...headers, 'content-type': 'application/json' };
  const booked = await fetch(path, { method: 'POST', headers: json, body: JSON.stringify(slot) });
  const { id } = (await booked.json()) as { id: string };
  const status = async (method: string) => only((await fetch(`${path}${id}/`, { method, headers })).status);
  const told = {
    book: only(booked.status),
    'find what was booked': await status('GET'),
    'remove it': await status('DELETE'),
    'find it again': await status('GET'),
  };
  await using healthy = await serveApi(settings);
  await fetch(`${healthy.url}${operations.bookAppointment.path}${id}/`, { method: 'DELETE', headers });
  return told;
}

const only = (status: number) => ({ status, body: undefined });
