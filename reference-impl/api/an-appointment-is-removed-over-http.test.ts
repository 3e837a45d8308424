import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, test } from 'vitest';
import type { Appointment, AppointmentList } from '../../contract/api.ts';
import { tenants } from '../../contract/roles.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { openDatabase } from '../db/open-database.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

const stack = await openStack({ services: inject('services') });
const settings = settingsOf(stack);
const api = await serveApi(settings);
const database = openDatabase(settings.databaseUrl, 'test');
afterAll(async () => {
  await database.end();
  await api[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const appointments = `${api.url}/api/appointments/`;

test('a booking is found, and once it is removed neither found nor listed, and its slot is free', async () => {
  const slot = slotWith('doctor-north-7');
  const booked = await book(slot);
  expect(await ask('GET', booked.id)).toMatchObject({ status: 200, body: booked });
  expect(await idsListed()).toContain(booked.id);

  expect(await ask('DELETE', booked.id)).toEqual({ status: 204, body: undefined });

  expect(await ask('GET', booked.id)).toMatchObject({ status: 404, body: { error: 'no_such_appointment' } });
  expect(await idsListed()).not.toContain(booked.id);
  expect(await ask('DELETE', booked.id)).toMatchObject({ status: 404 });
  expect((await book(slot)).id).not.toBe(booked.id);
});

test.each([
  ['another hospital', { tenant: tenants.south }, 404, 404],
  ['a doctor', { role: 'doctor' }, 200, 403],
] as const)('%s is answered', async (_who, claims, found, removed) => {
  const { id } = await book(slotWith(`doctor-${randomUUID()}`));
  expect((await ask('GET', id, claims)).status).toBe(found);
  expect((await ask('DELETE', id, claims)).status).toBe(removed);
  expect((await ask('GET', id)).status).toBe(200);
});

test('an appointment that is over is a record, and stays', async () => {
  const { id } = await book(slotWith(`doctor-${randomUUID()}`));
  await database.query("update appointments set status = 'completed' where id = $1", [id]);
  expect(await ask('DELETE', id)).toMatchObject({ status: 409, body: { error: 'not_booked' } });
  expect((await ask('GET', id)).status).toBe(200);
});

test('an id that is none is refused', async () => {
  expect(await ask('GET', 'seven')).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

const slotWith = (doctor: string) => ({
  patientReference: 'patient-who-tests',
  doctor,
  specialty: 'cardiology',
  startsAt: '2097-01-01T10:00:00.000Z',
  durationMinutes: 30,
});

async function book(slot: object): Promise<Appointment> {
  const headers = { ...bearer(await sign('api')), 'content-type': 'application/json' };
  const response = await fetch(appointments, { method: 'POST', headers, body: JSON.stringify(slot) });
  return (await response.json()) as Appointment;
}

async function ask(
  method: string,
  id: string,
  claims: Record<string, unknown> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${appointments}${id}/`, { method, headers: bearer(await sign('api', claims)) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

async function idsListed(): Promise<string[]> {
  const response = await fetch(`${appointments}?day=2097-01-01`, { headers: bearer(await sign('api')) });
  return ((await response.json()) as AppointmentList).appointments.map(({ id }) => id);
}
