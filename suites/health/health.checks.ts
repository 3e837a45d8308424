import { check } from '../../fixtures/check.ts';

/** Whether everything that a deployment consists of is there, from the bottom up. Whoever lists the checks need not load what judges answers. */
export const healthChecks = [
  check({
    id: 'health.broker-accepts-connections',
    demand: 'The broker must accept a connection to the virtual host of the deployment',
    source: 'guide.rabbitmq-service-runs',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['broker'],
    after: [],
    remedy: 'sudo systemctl status rabbitmq-server.service; sudo rabbitmqctl status; sudo rabbitmqctl list_vhosts',
    requests: { least: 1, most: 1 },
    refutedBy: { 'broker-vhost-missing': 'virtual-host-missing' },
    run: async ({ broker }) => {
      const { product, version } = await broker.handshake();
      return { broker: `${product} ${version}` };
    },
  }),
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
    id: 'health.cache-answers',
    demand: 'Redis must answer a PING',
    source: 'guide.redis-serves-services',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    needs: ['cache'],
    after: [],
    remedy: 'sudo systemctl status redis.service; docker-compose ps redis; redis-cli ping',
    requests: { least: 1, most: 1 },
    refutedBy: { 'cache-is-down': 'connection-refused' },
    run: ({ cache }) => cache.ping(),
  }),
  check({
    id: 'health.worker-answers-ping',
    demand: 'Every expected Celery worker, and every consumer of their queue, must answer a ping',
    source: 'guide.celery-service-runs',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['celery'],
    after: ['health.broker-accepts-connections'],
    remedy:
      'sudo systemctl status celery.service; sudo journalctl -u celery.service -n 50; sudo systemctl restart celery.service',
    requests: { least: 3, most: 4 },
    refutedBy: { 'worker-frozen': 'worker-silent' },
    run: async ({ celery }) => (await import('./assert-workers-answer.ts')).assertWorkersAnswer(celery),
  }),
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
  check({
    id: 'health.mcp-is-healthy',
    demand: 'The MCP server must call itself and every dependency that it lists healthy, in the expected version',
    source: 'guide.mcp-answers-health',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcp'],
    after: [],
    restsOn: ['health.database-answers', 'health.cache-answers'],
    remedy:
      'sudo systemctl status mcp-server.service; sudo journalctl -u mcp-server.service -n 50; curl -v http://localhost:8001/health/',
    requests: { least: 1, most: 1 },
    refutedBy: {
      'mcp-cannot-reach-database': 'database-unreachable-from-mcp',
      'mixed-versions': 'another-version',
    },
    run: async ({ mcp }) => {
      const report = await mcp.health();
      const { assertHealthy } = await import('./assert-healthy.ts');
      const { expectedVersion, own } = mcp;
      return assertHealthy(report, { program: 'mcp', who: 'the MCP server', expectedVersion, own });
    },
  }),
  check({
    id: 'health.mcp-is-healthy-behind-the-proxy',
    demand: 'The MCP server must answer its health check through the proxy; 404 is no answer',
    source: 'guide.mcp-behind-nginx',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcpBehindProxy'],
    after: [],
    restsOn: ['health.mcp-is-healthy'],
    remedy:
      'sudo nginx -T | grep -A3 "location /mcp"; sudo nginx -t && sudo systemctl reload nginx; curl -i http://localhost/mcp/health/',
    requests: { least: 1, most: 2 },
    refutedBy: { 'mcp-route-missing': 'no-route-to-mcp' },
    run: async ({ mcpBehindProxy }) => {
      const { askProxiedMcp } = await import('./proxy-or-program.ts');
      const answer = await askProxiedMcp(mcpBehindProxy);
      const { assertRouted } = await import('./assert-routed.ts');
      const { assertHealthy } = await import('./assert-healthy.ts');
      assertRouted(answer);
      const { expectedVersion, own } = mcpBehindProxy;
      const who = 'the MCP server behind the proxy';
      return assertHealthy(await mcpBehindProxy.readHealth(answer), { program: 'mcp', who, expectedVersion, own });
    },
  }),
  check({
    id: 'health.one-version-answers',
    demand: 'All programs, and all their instances behind one address, must come from one release',
    source: 'guide.one-release-is-deployed',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    needs: ['healthDocuments'],
    after: [],
    remedy:
      'docker-compose -f docker-compose.prod.yml up -d; sudo systemctl restart mcp-server.service; ask each instance by itself with --resolve',
    requests: { least: 9, most: 9 },
    refutedBy: { 'mixed-versions': 'two-versions' },
    run: async ({ healthDocuments }) => (await import('./assert-one-version.ts')).assertOneVersion(healthDocuments),
  }),
];
