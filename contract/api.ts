/** The operations of the API that the suites ask for. */
export const operations = {
  health: { method: 'GET', path: '/api/health/', token: false },
  listAppointments: { method: 'GET', path: '/api/appointments/', token: true },
  bookAppointment: { method: 'POST', path: '/api/appointments/', token: true },
  findAppointment: { method: 'GET', path: '/api/appointments/{id}/', token: true },
  /** One that is booked: afterwards it is neither listed nor found. */
  removeAppointment: { method: 'DELETE', path: '/api/appointments/{id}/', token: true },
} as const;

/** The page that documents the operations (Swagger UI, as drf-spectacular and @fastify/swagger-ui serve it). */
export const documentationPath = '/api/docs/';

/** One appointment as the API lists it and as the MCP tool answers it. Times are ISO 8601 with offset. */
export type Appointment = {
  id: string;
  patientReference: string;
  doctor: string;
  specialty: string;
  startsAt: string;
  durationMinutes: number;
  status: 'booked' | 'cancelled' | 'completed';
};

/** What is sent to book one. */
export type NewAppointment = Omit<Appointment, 'id' | 'status'>;

export type AppointmentList = { appointments: Appointment[]; total: number };
