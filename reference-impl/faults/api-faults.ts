import { randomUUID } from 'node:crypto';
import type { FaultName } from '../../contract/faults.ts';
import type { HealthDocument } from '../../contract/health.ts';
import type { ApiParts } from '../api/parts.ts';
import { acceptingExpiredTokens } from './accepting-expired-tokens.ts';
import { djangoDebugPage } from './django-debug-page.ts';
import { failingUnderLoad } from './failing-under-load.ts';
import { failingWhenCrowded } from './failing-when-crowded.ts';
import { late } from './late-answers.ts';
import { lettingAnyoneIn } from './letting-anyone-in.ts';
import { mixingTenants } from './mixing-tenants.ts';
import { waitingForCache } from './waiting-for-cache.ts';
import { withList, withoutTotal } from './with-list.ts';

/** The API's faults (contract/faults.ts): each makes healthy parts sick. */
export const apiFaults: Partial<Record<FaultName, (parts: ApiParts) => ApiParts>> = {
  'health-hides-database': (parts) => ({ ...parts, health: async () => withDatabaseUp(await parts.health()) }),

  'health-waits-for-cache': (parts) => ({ ...parts, health: waitingForCache(parts.health) }),
  'health-is-cacheable': (parts) => ({ ...parts, healthHeaders: { 'cache-control': 'public, max-age=60' } }),
  'health-refuses-head': (parts) => ({ ...parts, answersHead: false }),
  'health-fails-when-crowded': (parts) => ({ ...parts, health: failingWhenCrowded(parts.health) }),
  'health-tells-settings': (parts) => ({
    ...parts,
    health: async () => ({ ...(await parts.health()), settings }),
    // The healthy serializer would leave out what the schema does not have.
    serializer: () => JSON.stringify,
  }),
  'debug-is-on': (parts) => ({ ...parts, nothingAt: djangoDebugPage }),
  'any-host-is-served': (parts) => ({ ...parts, isOurHost: () => true }),

  'list-breaks-its-schema': (parts) => ({
    ...withList(parts, withoutTotal),
    // The healthy serializer would refuse to write such a list.
    serializer: () => JSON.stringify,
  }),

  'api-lets-anyone-in': lettingAnyoneIn,
  'tenants-are-mixed': (parts) => withList(parts, mixingTenants),

  'booking-is-lost': (parts) => ({
    ...parts,
    appointments: {
      ...parts.appointments,
      book: async (_tenant, slot) => {
        const startsAt = new Date(slot.startsAt).toISOString();
        return { ...slot, startsAt, id: randomUUID(), status: 'booked' };
      },
    },
  }),

  'removal-is-refused': (parts) => ({
    ...parts,
    appointments: {
      ...parts.appointments,
      remove: async () => {
        throw new Error('violates foreign key constraint "reminders_appointment_id_fkey"');
      },
    },
  }),

  'removal-without-effect': (parts) => ({
    ...parts,
    appointments: { ...parts.appointments, remove: async () => {} },
  }),

  // The page draws its operations on load, so a script that clears the handler and then fails leaves it empty.
  'broken-page-script': (parts) => ({
    ...parts,
    pageScripts: [
      ...parts.pageScripts,
      {
        filename: 'theme.js',
        content: "window.onload = null; document.querySelector('#theme').dataset.name = 'light';",
      },
    ],
  }),

  'expired-tokens-accepted': acceptingExpiredTokens,

  'slow-health': (parts) => ({ ...parts, health: late(parts.health) }),
  'slow-list': (parts) => withList(parts, late),
  'health-fails-under-load': (parts) => ({ ...parts, health: failingUnderLoad(parts.health) }),
  'list-fails-under-load': (parts) => withList(parts, failingUnderLoad),
};

/** As people write them, and as no program of ours has them. */
const settings = {
  DEBUG: false,
  SECRET_KEY: 'django-insecure-0123456789abcdef',
  DATABASE_URL: 'postgres://medcor_user:medcor_password@db:5432/medcor_db',
};

function withDatabaseUp(document: HealthDocument): HealthDocument {
  const { status: _status, culprit: _culprit, dependencies, ...build } = document;
  const { latencyMs = 1 } = dependencies.database ?? {};
  const shown = { ...dependencies, database: { status: 'ok', latencyMs } as const };
  const culprit = (['cache', 'broker'] as const).find((name) => shown[name]?.status === 'down');
  return { status: culprit ? 'down' : 'ok', ...build, dependencies: shown, ...(culprit && { culprit }) };
}
