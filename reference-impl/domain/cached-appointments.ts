import type { AppointmentList } from '../../contract/api.ts';
import type { Cache } from '../cache/open-cache.ts';
import type { Appointments } from './appointments.ts';

const lifetimeMs = 1000;

/** Keeps lists for a second. The key is the hospital, so that no other sees them and a booking can forget them all at once. */
export const cachedAppointments = (appointments: Appointments, cache: Cache): Appointments => ({
  async list(tenant, filter) {
    const field = `${filter.day ?? 'all days'}/${filter.limit}`;
    const copy = await cache.read(keyOf(tenant), field);
    if (copy !== undefined) return JSON.parse(copy) as AppointmentList;
    const list = await appointments.list(tenant, filter);
    await cache.write(keyOf(tenant), field, JSON.stringify(list), lifetimeMs);
    return list;
  },

  async book(tenant, slot) {
    const booked = await appointments.book(tenant, slot);
    await cache.forget(keyOf(tenant));
    return booked;
  },

  find: (tenant, id) => appointments.find(tenant, id),

  async remove(tenant, id) {
    await appointments.remove(tenant, id);
    await cache.forget(keyOf(tenant));
  },
});

const keyOf = (tenant: string): string => `appointments:${tenant}`;
