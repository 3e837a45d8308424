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
    defersTo: ['health.broker-accepts-connections', 'health.database-answers', 'health.cache-answers'],
    remedy: 'docker-compose ps; docker-compose logs --tail=50 web; curl -i http://localhost/api/health/',
    requests: { least: 1, most: 2 },
    refutedBy: {
      'api-cannot-reach-cache': 'cache-unreachable-from-api',
      'certificate-has-expired': 'certificate-expired',
    },
    run: async ({ api }) => {
      const { askApi } = await import('./proxy-or-program.ts');
      const report = await askApi(api);
      const { assertHealthy } = await import('./assert-healthy.ts');
      const { below } = await import('./told-below.ts');
      const { expectedVersion, own } = api;
      return assertHealthy(report, { program: 'api', who: 'the API', expectedVersion, own, lower: below.api });
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
    defersTo: ['health.api-is-healthy'],
    remedy:
      'repair what is down first, then the health check itself: it must ask each dependency anew each time (curl -i http://localhost/api/health/)',
    requests: { least: 4, most: 7 },
    refutedBy: { 'health-hides-database': 'hides-database' },
    run: async ({ api, ownProbes }) => {
      const { assertTruthful } = await import('./assert-truthful.ts');
      const { leaveTo } = await import('./leave-to.ts');
      // Who says nothing does not lie.
      const askForReport = () => leaveTo(() => [{ id: 'health.api-is-healthy' }], api.health());
      return await assertTruthful(askForReport, ownProbes);
    },
  }),
  check({
    id: 'health.api-reaches-dependencies-in-time',
    demand: 'The API must reach each dependency that it lists within half a second',
    source: 'contract.dependencies-are-near',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy: 'docker stats; docker-compose ps',
    requests: { least: 1, most: 1 },
    refutedBy: { 'health-waits-for-cache': 'cache-is-slow' },
    run: async ({ api }) => (await import('./assert-reached-in-time.ts')).assertReachedInTime(await api.health()),
  }),
  check({
    id: 'health.api-document-is-never-kept',
    demand: 'No cache may keep the health document of the API',
    source: 'https://www.rfc-editor.org/rfc/rfc9111#section-4.2',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy:
      "decorate the view with django.views.decorators.cache.never_cache; take proxy_cache and expires from nginx's location of the API; curl -i http://localhost/api/health/",
    requests: { least: 1, most: 1 },
    refutedBy: { 'health-is-cacheable': 'may-be-kept' },
    run: async ({ api }) => (await import('./assert-never-kept.ts')).assertNeverKept(await api.askHealth()),
  }),
  check({
    id: 'health.api-answers-head',
    demand: 'The API should answer HEAD at its health check as it answers GET',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.1',
    severity: 'minor',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy: 'let the view take HEAD beside GET (require_safe in Django); curl -I http://localhost/api/health/',
    requests: { least: 2, most: 2 },
    refutedBy: { 'health-refuses-head': 'head-refused' },
    run: async ({ api }) => {
      const { assertHeadAnswered } = await import('./assert-head-answered.ts');
      await assertHeadAnswered((method) => api.askHealth({ method }));
    },
  }),
  check({
    id: 'health.api-document-tells-no-secrets',
    demand: 'The health document of the API must hold no password, no key and no stack trace',
    source: 'https://owasp.org/www-project-top-ten/2017/A3_2017-Sensitive_Data_Exposure',
    severity: 'critical',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy:
      'take it out of the document; whoever could read it has it: change the secret; curl -i http://localhost/api/health/',
    requests: { least: 1, most: 1 },
    refutedBy: { 'health-tells-settings': 'tells-a-secret' },
    run: async ({ api }) => (await import('./assert-tells-no-secrets.ts')).assertTellsNoSecrets(await api.askHealth()),
  }),
  check({
    id: 'health.api-shows-no-debug-page',
    demand: 'The API must not show pages that are meant for developers',
    source: 'https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/#debug',
    severity: 'critical',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy: 'set DEBUG = False in the settings of the deployment and restart the API; python manage.py check --deploy',
    requests: { least: 1, most: 2 },
    refutedBy: { 'debug-is-on': 'debug-is-on' },
    run: async ({ api }) => {
      const { assertNoDebugPage } = await import('./assert-no-debug-page.ts');
      await assertNoDebugPage(await api.askForNothing(), () => api.askHealth());
    },
  }),
  check({
    id: 'health.api-refuses-unknown-hosts',
    demand: 'The API must refuse callers who use a host name that is not its own',
    source: 'https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/#allowed-hosts',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    remedy:
      'set ALLOWED_HOSTS to the names of the deployment, without "*"; give nginx a default_server that returns 444; sudo nginx -T | grep -A3 server_name',
    requests: { least: 1, most: 1 },
    refutedBy: { 'any-host-is-served': 'any-host-is-served' },
    run: async ({ api }) => {
      const { assertHostRefused, strangersHost } = await import('./assert-host-refused.ts');
      return assertHostRefused(() => api.askHealth({ host: strangersHost }));
    },
  }),
  check({
    id: 'health.api-answers-many-at-once',
    demand: 'The API must answer its health check to 20 who ask at once',
    source: 'contract.health-answers-many',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['api'],
    after: ['health.api-is-healthy'],
    // They would fail with it, and tell less.
    restsOn: [
      'health.api-tells-the-truth',
      'health.api-reaches-dependencies-in-time',
      'health.api-document-is-never-kept',
      'health.api-answers-head',
      'health.api-document-tells-no-secrets',
      'health.one-version-answers',
      // So many take connections of their own, which must not be counted there; nor does one take the last that others need.
      'health.database-has-connections-left',
    ],
    remedy: 'docker stats; give the API more workers and its pool more connections; docker-compose logs --tail=50 web',
    requests: { least: 20, most: 20 },
    refutedBy: { 'health-fails-when-crowded': 'fails-when-many-ask' },
    run: async ({ api }) => (await import('./assert-answers-many.ts')).assertAnswersMany(() => api.askHealth()),
  }),
];
