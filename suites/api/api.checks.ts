import { check } from '../../fixtures/check.ts';

/** Whether the API does what it promises to those who hold a token. */
export const apiChecks = [
  check({
    id: 'api.appointments-are-listed',
    demand: 'The API must list appointments to a member of staff as the contract describes them',
    source: 'guide.api-manages-appointments',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['api', 'identities'],
    after: [],
    restsOn: ['health.api-is-healthy'],
    remedy:
      'curl -i -H "Authorization: Bearer $TOKEN" http://localhost/api/appointments/, and compare it with contract/api.ts; docker-compose logs --tail=50 web',
    requests: { least: 1, most: 1 },
    refutedBy: { 'list-breaks-its-schema': 'list-breaks-its-schema' },
    run: async ({ api, identities }) => {
      const answer = await api.listAppointments(await identities.token({ audience: 'api' }));
      const { assertListed } = await import('./assert-listed.ts');
      assertListed(answer);
    },
  }),
  check({
    id: 'api.appointment-is-booked-and-removed',
    demand: 'An appointment that staff books must be listed and found, and once it is removed it must be neither',
    source: 'contract.appointments-are-booked-and-removed',
    severity: 'major',
    tier: 'full',
    safety: 'canary',
    needs: ['api', 'identities'],
    after: ['api.appointments-are-listed'],
    restsOn: ['health.database-is-writable'],
    remedy: 'compare what was sent and answered (the evidence) with contract/api.ts; docker-compose logs --tail=50 web',
    requests: { least: 6, most: 20 },
    refutedBy: {
      'booking-is-lost': 'booking-not-kept',
      'removal-is-refused': 'removal-refused',
      'removal-without-effect': 'removal-without-effect',
    },
    run: async ({ api, identities }) => {
      const { assertBookedAndRemoved } = await import('./assert-booked-and-removed.ts');
      return assertBookedAndRemoved(api, await identities.token({ audience: 'api' }));
    },
  }),
];
