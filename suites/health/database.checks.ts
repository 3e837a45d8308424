import { check } from '../../fixtures/check.ts';

/** One question serves all that judge what PostgreSQL says of itself. */
const state = { least: 1, most: 1, sharedAs: 'the state of PostgreSQL' } as const;

/** Whether PostgreSQL serves those who ask it, and will go on doing so. */
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
  check({
    id: 'health.database-is-writable',
    demand: 'PostgreSQL must take writes from the services: neither in recovery nor read-only',
    source: 'guide.database-serves-services',
    severity: 'critical',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy: 'docker-compose logs --tail=50 db; df -h',
    requests: state,
    refutedBy: { 'database-is-read-only': 'database-read-only' },
    run: async ({ database }) =>
      (await import('./assert-writable.ts')).assertWritable(await database.state(), database.where),
  }),
  check({
    id: 'health.database-is-migrated',
    demand: 'The newest migration of the release must have run, and none of a later one',
    source: 'contract.migrations-have-run',
    severity: 'critical',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy: 'docker-compose exec web python manage.py showmigrations',
    requests: { least: 1, most: 1 },
    refutedBy: { 'migration-missing': 'migration-missing' },
    run: async ({ database }) =>
      (await import('./assert-migrated.ts')).assertMigrated(await database.migrations(), database.where),
  }),
  check({
    id: 'health.database-has-connections-left',
    demand: 'Less than 80 % of the connections that PostgreSQL and the database allow must be taken',
    source: 'contract.database-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy: 'docker-compose exec db psql -U medcor_user -c "SELECT * FROM pg_stat_activity" medcor_db',
    requests: state,
    refutedBy: { 'database-connections-nearly-taken': 'connections-nearly-taken' },
    run: async ({ database }) =>
      (await import('./assert-connections-left.ts')).assertConnectionsLeft(await database.state(), database.where),
  }),
  check({
    id: 'health.database-has-no-old-transaction',
    demand: 'No transaction in the database must be open for more than a minute',
    source: 'contract.database-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy:
      'docker-compose exec db psql -U medcor_user -c "SELECT * FROM pg_stat_activity ORDER BY xact_start" medcor_db',
    requests: state,
    refutedBy: { 'transaction-left-open': 'transaction-left-open' },
    run: async ({ database }) =>
      (await import('./assert-no-old-transaction.ts')).assertNoOldTransaction(await database.state(), database.where),
  }),
  check({
    id: 'health.database-replicas-keep-up',
    demand: 'Replicas of the database, where there are any, must keep up with it',
    source: 'contract.database-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy: 'docker-compose exec db psql -U medcor_user -c "SELECT * FROM pg_stat_replication" medcor_db',
    requests: state,
    refutedBy: { 'replica-falls-behind': 'replica-behind' },
    run: async ({ database }) =>
      (await import('./assert-replicas-keep-up.ts')).assertReplicasKeepUp(await database.state(), database.where),
  }),
  check({
    id: 'health.database-is-far-from-wrap-around',
    demand: 'PostgreSQL must freeze old rows long before its numbers of transactions run out',
    source: 'contract.database-keeps-clear-of-its-limits',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['database'],
    after: ['health.database-answers'],
    remedy: 'docker-compose exec db vacuumdb -U medcor_user --all --freeze',
    requests: state,
    refutedBy: { 'rows-are-not-frozen': 'wrap-around-near' },
    run: async ({ database }) =>
      (await import('./assert-far-from-wrap-around.ts')).assertFarFromWrapAround(
        await database.state(),
        database.where,
      ),
  }),
];
