import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertHospitalsApart } from './assert-hospitals-apart.ts';
import { assertListRefused } from './assert-list-refused.ts';

const appointment = (id: string, patientReference: string) => ({
  id,
  patientReference,
  doctor: 'Dr. Ada Lovelace',
  specialty: 'cardiology',
  startsAt: '2026-11-22T10:00:00Z',
  durationMinutes: 30,
  status: 'booked',
});
const listOf = (...appointments: object[]) => ({ appointments, total: appointments.length });
const north = appointment('7', 'P/north/7');

function answerWith(status: number, body: unknown): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = 'GET http://127.0.0.1/api/appointments/';
  return {
    request,
    status,
    contentType: 'application/json',
    header: () => undefined,
    text,
    utf8: true,
    holdsRecords: true,
  };
}

test.each<[number, unknown, string | undefined]>([
  [401, { detail: 'Authentication credentials were not provided.' }, undefined],
  [403, { detail: 'Authentication credentials were not provided.' }, undefined],
  [200, listOf(north), 'served-without-token'],
  [200, listOf(), 'served-without-token'],
  [401, listOf(north), 'served-without-token'],
  [403, { detail: 'no', seen: north }, 'served-without-token'],
  [200, {}, 'fails-instead-of-refusing'],
  [302, '', 'fails-instead-of-refusing'],
  [404, {}, 'fails-instead-of-refusing'],
  [500, '', 'fails-instead-of-refusing'],
])('a request without a token that is answered %i %j', async (status, body, cause) => {
  const told = causeOf((async () => assertListRefused(answerWith(status, body), answerWith(200, listOf(north))))());
  expect(await told).toBe(cause);
});

const apart = (own: object, others: object) =>
  causeOf((async () => assertHospitalsApart(answerWith(200, own), answerWith(200, others)))());

test.each<[string, object, string | undefined]>([
  ['its own', listOf(appointment('8', 'P/south/8')), undefined],
  ['nothing', listOf(), undefined],
  [
    'one with the same number, as hospitals with a schema each have them',
    listOf(appointment('7', 'P/south/7')),
    undefined,
  ],
  ['the other one beside its own', listOf(appointment('8', 'P/south/8'), north), 'hospitals-are-mixed'],
  ['what is no list', { detail: 'hello' }, 'list-breaks-its-schema'],
])('another hospital is given %s', async (_, others, cause) => {
  expect(await apart(listOf(north), others)).toBe(cause);
});

test('where there is nothing to see, that nothing is seen proves nothing', async () => {
  await expect(apart(listOf(), listOf())).rejects.toThrow('The hospital of "staff" has no appointment');
});

test('a failure says how many were seen, and nothing of them', async () => {
  const error = await (async () =>
    assertHospitalsApart(answerWith(200, listOf(north)), answerWith(200, listOf(north))))().catch(
    (thrown: unknown) => thrown,
  );
  expect(JSON.stringify(error)).not.toMatch(/P\/north|Lovelace/);
});
