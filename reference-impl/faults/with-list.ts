import type { AppointmentList } from '../../contract/api.ts';
import type { Appointments } from '../domain/appointments.ts';

type List = Appointments['list'];

/** The same parts, with appointments listed in another way. */
export const withList = <Parts extends { appointments: Appointments }>(
  parts: Parts,
  change: (list: List) => List,
): Parts => ({
  ...parts,
  appointments: {
    ...parts.appointments,
    list: change((tenant, filter) => parts.appointments.list(tenant, filter)),
  },
});

/** Breaks the schema of the list as its readers know it. */
export const withoutTotal =
  (list: List): List =>
  async (tenant, filter) => {
    const { appointments } = await list(tenant, filter);
    return { appointments } as AppointmentList;
  };
