import { z } from 'zod';
import type { Appointment, AppointmentList } from '../../contract/api.ts';

const shortText = z.string().trim().min(1).max(200);

/** What a caller says of a new appointment; id and status are ours to give. */
export const newAppointment = z.strictObject({
  patientReference: shortText,
  doctor: shortText,
  specialty: shortText,
  startsAt: z.iso.datetime({ offset: true }).describe('ISO 8601 with offset'),
  durationMinutes: z.number().int().describe('15, 20, 30, 45 or 60'),
});

export type NewAppointment = z.infer<typeof newAppointment>;

export const appointment: z.ZodType<Appointment> = z.object({
  id: z.uuid(),
  patientReference: z.string(),
  doctor: z.string(),
  specialty: z.string(),
  startsAt: z.iso.datetime({ offset: true }),
  durationMinutes: z.number().int(),
  status: z.enum(['booked', 'cancelled', 'completed']),
});

/** `total` counts all that match, also beyond the limit. */
export const appointmentList: z.ZodType<AppointmentList> = z.object({
  appointments: z.array(appointment),
  total: z.number().int().min(0),
});

export const mostAtOnce = 100;

/** A day in UTC. */
export const day = z.iso.date().describe('Only appointments that start on this day (UTC), as 2028-02-29');
