import type { AccessClaims } from '../../contract/roles.ts';
import type { NewAppointment } from './appointment-schemas.ts';
import { Refused } from './refused.ts';

const knownDurations: readonly number[] = [15, 20, 30, 45, 60];

/** Only staff may book, and take a booking back. Throws `Refused`. */
export function demandBookingRole({ role }: AccessClaims): void {
  if (role !== 'staff') throw new Refused('not_your_role', 'Only staff may book appointments.');
}

/** What can be said of a slot without looking at others. Throws `Refused`. */
export function demandBookableSlot({ startsAt, durationMinutes }: NewAppointment, now: Date): void {
  if (new Date(startsAt) < now) throw new Refused('in_the_past', 'An appointment must not start in the past.');
  if (!knownDurations.includes(durationMinutes)) {
    throw new Refused('unknown_duration', `An appointment takes ${knownDurations.join(', ')} minutes.`);
  }
}
