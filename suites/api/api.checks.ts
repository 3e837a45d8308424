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
    restsOn: ['health.api-is-healthy', 'health.database-answers'],
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
    id: 'api.refuses-a-missing-token',
    demand: 'The API must refuse to list appointments to a caller without a token',
    source: 'contract.api-demands-a-token',
    severity: 'critical',
    tier: 'full',
    safety: 'probe',
    needs: ['api', 'identities'],
    // Its positive control: the same request with a valid token.
    after: ['api.appointments-are-listed'],
    remedy: 'take the API off the network (docker-compose stop web) until it asks for tokens again',
    requests: { least: 2, most: 2 },
    refutedBy: { 'api-lets-anyone-in': 'served-without-token' },
    run: async ({ api, identities }) => {
      const control = await api.listAppointments(await identities.token({ audience: 'api' }));
      const answer = await api.listAppointments(undefined);
      const { assertListRefused } = await import('./assert-list-refused.ts');
      assertListRefused(answer, control);
    },
  }),
  check({
    id: 'api.another-hospital-sees-nothing',
    demand: 'The API must not list the appointments of one hospital to a member of another one',
    source: 'contract.hospitals-stay-apart',
    severity: 'critical',
    tier: 'full',
    safety: 'observe',
    needs: ['api', 'identities', 'stranger'],
    // Its positive control: the same list for a member of the hospital.
    after: ['api.appointments-are-listed'],
    remedy:
      'take the API off the network (docker-compose stop web); look for the query of the list that does not ask which hospital the token is of',
    requests: { least: 2, most: 2 },
    refutedBy: { 'tenants-are-mixed': 'hospitals-are-mixed' },
    run: async ({ api, identities, stranger }) => {
      const another = await stranger.token({ audience: 'api' });
      const own = await api.listAppointments(await identities.token({ audience: 'api' }));
      const others = await api.listAppointments(another);
      const { assertHospitalsApart } = await import('./assert-hospitals-apart.ts');
      assertHospitalsApart(own, others);
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
