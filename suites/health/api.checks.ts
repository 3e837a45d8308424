import { check } from '../../fixtures/check.ts';

/** Whether the API is well, and says so truly. */
export const apiChecks = [
  check({
    id: 'health.api-is-healthy',
    demand: 'The API must call itself and every dependency that it lists healthy, in the expected version',
    source: 'guide.api-answers-health',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['api'],
    after: [],
    restsOn: ['health.broker-accepts-connections', 'health.database-answers', 'health.cache-answers'],
    remedy: 'docker-compose ps; docker-compose logs --tail=50 web; curl -i http://localhost/api/health/',
    requests: { least: 1, most: 2 },
    refutedBy: { 'api-cannot-reach-cache': 'cache-unreachable-from-api' },
    run: async ({ api }) => {
      const { askApi } = await import('./proxy-or-program.ts');
      const report = await askApi(api);
      const { assertHealthy } = await import('./assert-healthy.ts');
      const { expectedVersion, own } = api;
      return assertHealthy(report, { program: 'api', who: 'the API', expectedVersion, own });
    },
  }),
  check({
    id: 'health.api-tells-the-truth',
    demand: 'The API must not call a dependency healthy that does not answer',
    source: 'guide.api-answers-health',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['api', 'ownProbes'],
    // Nothing of what the report is about: a lie shows only while that is down.
    after: [],
    remedy:
      'repair what is down first, then the health check itself: it must ask each dependency anew each time (curl -i http://localhost/api/health/)',
    requests: { least: 4, most: 7 },
    refutedBy: { 'health-hides-database': 'hides-database' },
    run: async ({ api, ownProbes }) => {
      const { assertTruthful } = await import('./assert-truthful.ts');
      await assertTruthful(() => api.health(), ownProbes);
    },
  }),
];
