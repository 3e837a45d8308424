import { z } from 'zod';
import type { Appointment, AppointmentList } from '../contract/api.ts';

export const appointmentSchema: z.ZodType<Appointment> = z.object({
  id: z.string().min(1),
  patientReference: z.string().min(1),
  doctor: z.string().min(1),
  specialty: z.string().min(1),
  startsAt: z.iso.datetime({ offset: true }),
  durationMinutes: z.int().positive(),
  status: z.enum(['booked', 'cancelled', 'completed']),
});

/** The contract's list of appointments (contract/api.ts). A target may add fields. */
export const appointmentListSchema: z.ZodType<AppointmentList> = z.object({
  appointments: z.array(appointmentSchema),
  total: z.int().nonnegative(),
});
