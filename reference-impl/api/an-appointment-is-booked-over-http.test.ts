import { afterAll, expect, inject, test } from 'vitest';
import type { AppointmentList } from '../../contract/api.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { appointment } from '../domain/appointment-schemas.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

const stack = await openStack({ services: inject('services') });
const api = await serveApi(settingsOf(stack));
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const slot = {
  patientReference: 'patient-who-tests',
  doctor: 'doctor-north-9',
  specialty: 'cardiology',
  startsAt: '2099-01-01T10:00:00+01:00',
  durationMinutes: 30,
};

test('a booking is answered with 201 and seen at once in a list that was cached before', async () => {
  const total = await totalNow();

  const response = await book(slot);

  expect(response.status).toBe(201);
  expect(appointment.parse(await response.json())).toMatchObject({ startsAt: '2099-01-01T09:00:00.000Z' });
  expect(await totalNow()).toBe(total + 1);
});

test('a slot that is taken is answered with 409', async () => {
  const other = { ...slot, doctor: 'doctor-north-8' };
  await book(other);

  const response = await book(other);

  expect(response.status).toBe(409);
  expect(await response.json()).toEqual({
    error: 'slot_taken',
    message: 'The doctor has another appointment at that time.',
  });
});

test.each([
  [400, { startsAt: 'tomorrow' }],
  [400, { durationMinutes: '30' }],
  [400, { tenant_id: 'hospital-south' }],
  [422, { startsAt: '2001-01-01T10:00:00Z' }],
  [422, { durationMinutes: 7 }],
])('%i answers a booking with %j', async (status, change) => {
  expect((await book({ ...slot, doctor: 'doctor-north-7', ...change })).status).toBe(status);
});

test('a doctor is answered with 403 and books nothing', async () => {
  const total = await totalNow();

  expect((await book({ ...slot, doctor: 'doctor-north-6' }, 'doctor')).status).toBe(403);

  expect(await totalNow()).toBe(total);
});

async function book(body: object, role = 'staff'): Promise<Response> {
  return fetch(`${api.url}/api/appointments/`, {
    method: 'POST',
    headers: { ...bearer(await sign('api', { role })), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function totalNow(): Promise<number> {
  const response = await fetch(`${api.url}/api/appointments/`, { headers: bearer(await sign('api')) });
  return ((await response.json()) as AppointmentList).total;
}
