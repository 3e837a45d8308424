import type { Appointment, AppointmentList } from '../../contract/api.ts';
import { json, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import { assertListed } from './assert-listed.ts';

/**
 * Throws a Violation where an appointment of the first list is in the other one too, which somebody of another hospital was given. Tells
 * how many those are, and nothing of them. Throws a plain Error where the first is empty: nothing could have been seen.
 */
export function assertHospitalsApart(own: HttpAnswer, others: HttpAnswer): void {
  const [first, second] = [appointmentsIn(own), appointmentsIn(others)];
  if (first.length === 0) {
    throw new Error(
      'The hospital of "staff" has no appointment, so whether another one would see it cannot be told. Book one there, or accept the check as unproven in the profile.',
    );
  }
  const known = new Set(first.map(fingerprint));
  const seen = second.filter((appointment) => known.has(fingerprint(appointment))).length;
  if (seen === 0) return;
  throw new Violation({
    expected: `none of the ${first.length} appointments that one hospital lists in the list of another`,
    actual: `${seen} of them (what they hold is told nowhere)`,
    cause: { id: 'hospitals-are-mixed', sentence: 'the API shows the appointments of one hospital to another' },
  });
}

function appointmentsIn(answer: HttpAnswer): readonly Appointment[] {
  assertListed(answer);
  return (json(answer, 'a list of appointments') as AppointmentList).appointments;
}

/** Hospitals with a schema each may count from 1 both: the number alone says nothing. */
const fingerprint = ({ id, patientReference, doctor, startsAt }: Appointment): string =>
  JSON.stringify([id, patientReference, doctor, startsAt]);
