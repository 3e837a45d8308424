import { afterAll, expect, inject, test } from 'vitest';
import { tenants } from '../../contract/roles.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { openDatabase } from '../db/open-database.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { appointmentsIn } from './appointments.ts';
import { demandBookingRole } from './booking-rules.ts';

const stack = await openStack({ services: inject('services') });
const database = openDatabase(settingsOf(stack).databaseUrl, 'test');
afterAll(async () => {
  await database.end();
  await stack[Symbol.asyncDispose]();
});

const now = new Date('2028-01-01T12:00:00Z');
const appointments = appointmentsIn(database, () => now);

const slot = {
  patientReference: 'patient-who-tests',
  doctor: 'doctor-north-9',
  specialty: 'cardiology',
  startsAt: '2028-01-02T10:00:00Z',
  durationMinutes: 30,
};

test('a booked appointment stands in the list of its day', async () => {
  const booked = await appointments.book(tenants.north, { ...slot, startsAt: '2028-01-03T09:00:00+02:00' });

  expect(booked).toMatchObject({ status: 'booked', startsAt: '2028-01-03T07:00:00.000Z' });
  expect((await appointments.list(tenants.north, { limit: 10, day: '2028-01-03' })).appointments).toEqual([booked]);
});

test('of ten bookings at once for one slot one succeeds', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => appointments.book(tenants.north, slot)));

  const refused = attempts.filter((attempt) => attempt.status === 'rejected').map(({ reason }) => reason as unknown);
  expect(refused).toHaveLength(9);
  for (const reason of refused) expect(reason).toMatchObject({ reason: 'slot_taken' });
});

test.each([
  ['begins within another', { startsAt: '2028-01-05T10:15:00Z' }],
  ['ends within another', { startsAt: '2028-01-05T09:45:00Z' }],
  ['spans another', { startsAt: '2028-01-05T09:45:00Z', durationMinutes: 60 }],
])('a slot that %s is refused', async (_how, change) => {
  await appointments.book(tenants.north, { ...slot, startsAt: '2028-01-05T10:00:00Z' }).catch(() => {});

  await expect(appointments.book(tenants.north, { ...slot, ...change })).rejects.toMatchObject({
    reason: 'slot_taken',
  });
});

test.each([
  ['follows another', tenants.north, { startsAt: '2028-01-06T10:30:00Z' }],
  ['is with another doctor', tenants.north, { doctor: 'doctor-north-8' }],
  ['is in another hospital', tenants.south, {}],
  ['was cancelled', tenants.north, { doctor: 'doctor-north-3' }],
])('a slot that %s is free', async (_why, tenant, change) => {
  const taken = { ...slot, startsAt: '2028-01-06T10:00:00Z' };
  await appointments.book(tenants.north, taken).catch(() => {});
  const cancelled = await appointments.book(tenants.north, { ...taken, doctor: 'doctor-north-3' });
  await database.query(`update appointments set status = 'cancelled' where id = $1`, [cancelled.id]);

  expect(await appointments.book(tenant, { ...taken, ...change })).toMatchObject({ status: 'booked' });
});

test.each([
  ['in_the_past', { startsAt: '2028-01-01T11:59:59Z' }],
  ['unknown_duration', { durationMinutes: 7 }],
])('%s is refused', async (reason, change) => {
  await expect(appointments.book(tenants.north, { ...slot, ...change })).rejects.toMatchObject({ reason });
});

test('a hospital that is not known is refused, and the next booking is not harmed', async () => {
  await expect(appointments.book('hospital-of-nobody', slot)).rejects.toMatchObject({ reason: 'unknown_tenant' });

  await appointments.book(tenants.north, { ...slot, startsAt: '2028-01-07T10:00:00Z' });
});

test('only staff may book', () => {
  const caller = { subject: 'somebody', tenant: tenants.north };

  expect(() => demandBookingRole({ ...caller, role: 'doctor' })).toThrow('Only staff');
  expect(() => demandBookingRole({ ...caller, role: 'staff' })).not.toThrow();
});
