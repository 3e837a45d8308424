import { afterAll, expect, inject, test } from 'vitest';
import type { AppointmentList } from '../../contract/api.ts';
import { tenants } from '../../contract/roles.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { appointmentList } from '../domain/appointment-schemas.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

const stack = await openStack({ services: inject('services') });
const api = await serveApi(settingsOf(stack));
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

test('each hospital is answered its own appointments and no others', async () => {
  const north = appointmentList.parse(await listOf(tenants.north));
  const south = appointmentList.parse(await listOf(tenants.south));

  expect(new Set(north.appointments.map(({ doctor }) => doctor))).toEqual(
    new Set(['doctor-north-1', 'doctor-north-2']),
  );
  expect(new Set(south.appointments.map(({ doctor }) => doctor))).toEqual(new Set(['doctor-south-1']));
});

test('a list that was cached for one hospital is not handed to another', async () => {
  const before = await listOf(tenants.north);

  expect(await listOf(tenants.north)).toEqual(before);
  expect(await listOf(tenants.south)).not.toEqual(before);
});

test('a hospital without appointments has an empty list', async () => {
  expect(await listOf('hospital-of-nobody')).toEqual({ appointments: [], total: 0 });
});

test('the list can be shortened and asked for one day, and tells how many there are', async () => {
  expect(await listOf(tenants.north, '?limit=2')).toMatchObject({ appointments: { length: 2 }, total: 5 });
  expect(await listOf(tenants.south, '?day=2028-02-29')).toMatchObject({ appointments: { length: 2 }, total: 2 });
});

test.each(['limit=0', 'limit=101', 'limit=many', 'day=tomorrow', 'day=2027-02-29'])('%s is refused', async (query) => {
  const response = await fetch(`${api.url}/api/appointments/?${query}`, { headers: bearer(await sign('api')) });

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: 'invalid_request' });
});

test.each(['/api/appointments', '/api/appointments/', '/api/health', '/api/docs', '/api/docs/'])(
  '%s is answered without a redirect',
  async (path) => {
    const response = await fetch(api.url + path, { headers: bearer(await sign('api')), redirect: 'manual' });

    expect(response.status).toBe(200);
  },
);

async function listOf(tenant: string, query = ''): Promise<AppointmentList> {
  const response = await fetch(`${api.url}/api/appointments/${query}`, {
    headers: bearer(await sign('api', { tenant })),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as AppointmentList;
}
