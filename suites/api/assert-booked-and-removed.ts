import { randomInt } from 'node:crypto';
import type { Appointment, NewAppointment } from '../../contract/api.ts';
import type { ApiClient } from '../../fixtures/api/api-client.ts';
import { expectStatus, json, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { schemaProblems } from '../schema-problems.ts';

/** Throws a Violation unless an appointment that is booked is listed and found, and after its removal is neither. */
export async function assertBookedAndRemoved(api: ApiClient, token: string): Promise<void> {
  const { appointment: allowed } = api.canaries;
  if (!allowed)
    throw new NotOffered(
      'its profile names no doctor with whom a canary may book (canaries.appointment: { doctor, specialty })',
    );
  const slot = { ...allowed, startsAt: farAway(), durationMinutes: 15 };
  const { answer, claim } = await api.bookAppointment(token, slot);
  const { id } = await readBooked(answer, { ...slot, patientReference: claim.tag });
  const ours = { api, token, id, day: slot.startsAt.slice(0, 10) };
  const booked = await look(ours);
  if (!booked.isListed || !booked.isFound) throw notKept(booked);
  const removal = await api.removeAppointment(token, id);
  if (removal.status < 200 || removal.status > 299) throw removalRefused(removal);
  const removed = await look(ours);
  if (removed.isListed || removed.isFound) throw withoutEffect(removal, removed);
  await claim.removed('after its removal it is neither listed nor found');
}

/** A quarter of an hour in a year that nobody books, so that two runs do not meet. */
function farAway(): string {
  const quarters = 364 * 24 * 4;
  return new Date(Date.UTC(2098, 0, 1) + randomInt(quarters) * 15 * 60 * 1000).toISOString();
}

async function readBooked(answer: HttpAnswer, asked: NewAppointment): Promise<Appointment> {
  const expected = '201 with the appointment as it was asked for, booked';
  expectStatus(answer, 201, expected);
  const { appointmentSchema } = await import('../appointment-schema.ts');
  const parsed = appointmentSchema.safeParse(json(answer, expected));
  const wrong = parsed.success ? differences(parsed.data, asked) : schemaProblems(parsed.error);
  if (parsed.success && wrong === '') return parsed.data;
  throw new Violation({
    expected,
    actual: `201 with an appointment in which ${wrong}`,
    cause: { id: 'booking-differs', sentence: 'the API books something else than it is asked for' },
  });
}

function differences(booked: Appointment, asked: NewAppointment): string {
  const wanted = { ...asked, startsAt: Date.parse(asked.startsAt), status: 'booked' };
  const got: Record<string, unknown> = { ...booked, startsAt: Date.parse(booked.startsAt) };
  return Object.entries(wanted)
    .filter(([name, value]) => got[name] !== value)
    .map(([name]) => `"${name}" is another`)
    .join('; ');
}

type Sight = { isListed: boolean; isFound: boolean };

async function look({
  api,
  token,
  id,
  day,
}: {
  api: ApiClient;
  token: string;
  id: string;
  day: string;
}): Promise<Sight> {
  const expected = '200 with the list of one day';
  const list = await api.listAppointments(token, day);
  expectStatus(list, 200, expected);
  const { appointmentListSchema } = await import('../appointment-schema.ts');
  const { appointments } = appointmentListSchema.parse(json(list, expected));
  const one = await api.findAppointment(token, id);
  if (one.status !== 404 && one.status !== 410) expectStatus(one, 200, '200 with the appointment, or 404');
  return { isListed: appointments.some((each) => each.id === id), isFound: one.status === 200 };
}

const told = ({ isListed, isFound }: Sight): string =>
  `the list of its day ${isListed ? 'has' : 'lacks'} it, and GET of it is answered with ${isFound ? '200' : '404'}`;

const notKept = (sight: Sight) =>
  new Violation({
    expected: 'an appointment that was answered with 201 to be listed and found',
    actual: told(sight),
    cause: { id: 'booking-not-kept', sentence: 'the API says that it has booked the appointment, and has not kept it' },
    remedy:
      'hold the release: bookings are lost. docker-compose logs --tail=50 web; is the transaction committed, and the list read from the same database?',
  });

const whatRemains = 'What is not proven removed is told below the verdict, with the way to remove it by hand';

const removalRefused = (answer: HttpAnswer) =>
  new Violation({
    expected: '204 to the removal of an appointment that is booked',
    actual: quote(answer),
    cause: {
      id: 'removal-refused',
      sentence: `${answer.request.split(' ')[0]} of a booked appointment is answered with ${answer.status}`,
    },
    remedy: `docker-compose logs --tail=50 web. ${whatRemains}`,
  });

const withoutEffect = ({ status }: HttpAnswer, sight: Sight) =>
  new Violation({
    expected: 'an appointment that was removed to be neither listed nor found',
    actual: `the removal was answered with ${status}; ${told(sight)}`,
    cause: {
      id: 'removal-without-effect',
      sentence: 'the API says that it has removed the appointment, which is still there',
    },
    remedy: `docker-compose logs --tail=50 web; does a cache answer for it, or is the removal rolled back? ${whatRemains}`,
  });
