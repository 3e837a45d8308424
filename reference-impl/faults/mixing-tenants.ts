import { tenants } from '../../contract/roles.ts';
import type { Appointments } from '../domain/appointments.ts';

type List = Appointments['list'];

/** A query that forgot which hospital asks: everybody is given the appointments of all. */
export const mixingTenants =
  (list: List): List =>
  async (_tenant, filter) => {
    const lists = await Promise.all(Object.values(tenants).map((each) => list(each, filter)));
    const appointments = lists
      .flatMap((each) => each.appointments)
      .toSorted((left, right) => (left.startsAt < right.startsAt ? -1 : 1));
    const total = lists.reduce((sum, each) => sum + each.total, 0);
    return { appointments: appointments.slice(0, filter.limit), total };
  };
