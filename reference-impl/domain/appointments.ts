import type { Appointment, AppointmentList } from '../../contract/api.ts';
import type { Database } from '../db/open-database.ts';
import type { NewAppointment } from './appointment-schemas.ts';
import { demandBookableSlot } from './booking-rules.ts';
import { Refused } from './refused.ts';

type Filter = { limit: number; day?: string | undefined };

export type Appointments = {
  /** The appointments of one hospital in order of time. */
  list(tenant: string, filter: Filter): Promise<AppointmentList>;
  /** Throws `Refused` where a rule forbids it or the doctor is taken. */
  book(tenant: string, slot: NewAppointment): Promise<Appointment>;
  /** Throws `Refused` where the hospital has no such appointment. */
  find(tenant: string, id: string): Promise<Appointment>;
  /** Takes a booking back. Throws `Refused` for one that is over, or was never there. */
  remove(tenant: string, id: string): Promise<void>;
};

export const appointmentsIn = (database: Database, now: () => Date = () => new Date()): Appointments => ({
  async list(tenant, { limit, day }) {
    const { rows } = await database.query<Row>(listed, [tenant, day ?? null, limit]);
    return { appointments: rows.map(appointmentOf), total: Number(rows[0]?.total ?? 0) };
  },

  async book(tenant, slot) {
    demandBookableSlot(slot, now());
    const connection = await database.connect();
    let failure: Error | undefined;
    try {
      await connection.query('begin');
      // Two bookings of one doctor stand in line, so that the second sees the first.
      await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenant}/${slot.doctor}`]);
      const { rows } = await connection.query<Row>(bookedUnlessTaken, [
        tenant,
        slot.patientReference,
        slot.doctor,
        slot.specialty,
        slot.startsAt,
        slot.durationMinutes,
      ]);
      await connection.query('commit');
      if (!rows[0]) throw new Refused('slot_taken', 'The doctor has another appointment at that time.');
      return appointmentOf(rows[0]);
    } catch (error) {
      if (error instanceof Refused) throw error;
      // A connection in an unknown state is not given back to the pool.
      failure = error as Error;
      if (isForeignKeyViolation(error))
        throw new Refused('unknown_tenant', 'The hospital is not known here.', { cause: error });
      throw error;
    } finally {
      connection.release(failure);
    }
  },

  find: (tenant, id) => find(database, tenant, id),

  async remove(tenant, id) {
    const { rowCount } = await database.query(bookingRemoved, [tenant, id]);
    if (rowCount === 1) return;
    await find(database, tenant, id);
    throw new Refused('not_booked', 'Only an appointment that is booked can be removed.');
  },
});

async function find(database: Database, tenant: string, id: string): Promise<Appointment> {
  const { rows } = await database.query<Row>(found, [tenant, id]);
  if (!rows[0]) throw new Refused('no_such_appointment', 'There is no such appointment.');
  return appointmentOf(rows[0]);
}

type Row = {
  id: string;
  patient_reference: string;
  doctor: string;
  specialty: string;
  starts_at: Date;
  duration_minutes: number;
  status: Appointment['status'];
  total?: string;
};

const columns = 'id, patient_reference, doctor, specialty, starts_at, duration_minutes, status';

const listed = `
  select ${columns}, count(*) over () as total
  from appointments
  where tenant_id = $1
    and ($2::date is null or (starts_at at time zone 'UTC')::date = $2::date)
  order by starts_at, id
  limit $3`;

const bookedUnlessTaken = `
  insert into appointments (tenant_id, patient_reference, doctor, specialty, starts_at, duration_minutes)
  select $1::text, $2, $3::text, $4, $5::timestamptz, $6::integer
  where not exists (
    select from appointments
    where tenant_id = $1 and doctor = $3 and status = 'booked'
      and starts_at < $5::timestamptz + make_interval(mins => $6::integer)
      and starts_at + make_interval(mins => duration_minutes) > $5::timestamptz)
  returning ${columns}`;

const found = `select ${columns} from appointments where tenant_id = $1 and id = $2`;

const bookingRemoved = `delete from appointments where tenant_id = $1 and id = $2 and status = 'booked'`;

const appointmentOf = (row: Row): Appointment => ({
  id: row.id,
  patientReference: row.patient_reference,
  doctor: row.doctor,
  specialty: row.specialty,
  startsAt: row.starts_at.toISOString(),
  durationMinutes: row.duration_minutes,
  status: row.status,
});

const isForeignKeyViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23503';
