import { check } from '../../fixtures/check.ts';

/** Whether PostgreSQL serves those who ask it. */
export const databaseChecks = [
  check({
    id: 'health.database-answers',
    demand: 'PostgreSQL must let the services in and answer a query',
    source: 'guide.database-serves-services',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['database'],
    after: [],
    remedy: 'docker-compose ps db; docker-compose logs --tail=50 db',
    requests: { least: 1, most: 1 },
    refutedBy: {
      'database-refuses-connections': 'connections-not-accepted',
      'health-hides-database': 'connections-not-accepted',
    },
    run: ({ database }) => database.answer(),
  }),
];
