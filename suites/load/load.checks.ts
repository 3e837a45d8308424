import { loadBudgets, loadSeconds, type LoadScenario } from '../../contract/load.ts';
import type { RunnerCheck } from '../../harness/check.ts';

/** What both thresholds of a scenario judge, which k6 sends once; for MCP a session may be opened and ended around it. */
const loadOf = (scenario: LoadScenario) => {
  const least = loadBudgets[scenario].ratePerSecond * loadSeconds;
  return { requests: { least, most: least + 5, sharedAs: `the load of ${scenario}` }, leastMs: loadSeconds * 1000 };
};

/** One check per scenario and threshold; the budgets stand in contract/load.ts. */
export const loadChecks: RunnerCheck[] = [
  {
    id: 'load.health-answers-in-time',
    demand: 'Under light load, 95 % of right answers of the health endpoint must come within 300 ms',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['health.api-is-healthy'],
    remedy:
      'which dependency is slow? curl -s http://localhost/api/health/ | jq .dependencies; docker stats; docker-compose logs --since 5m web',
    ...loadOf('health'),
    refutedBy: { 'slow-health': 'too-slow' },
    runner: 'load',
    needs: ['api'],
  },
  {
    id: 'load.health-does-not-fail',
    demand: 'Under light load, less than 1 % of health requests may fail, so at least 99 % must be answered rightly',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['health.api-is-healthy'],
    remedy: 'docker-compose logs --since 5m web (look for exhausted connection pools and restarts); docker-compose ps',
    ...loadOf('health'),
    refutedBy: { 'health-fails-under-load': 'answers-fail' },
    runner: 'load',
    needs: ['api'],
  },
  {
    id: 'load.list-answers-in-time',
    demand: 'Under light load, 95 % of right answers to listing appointments must come within 300 ms',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['api.appointments-are-listed'],
    remedy: 'EXPLAIN ANALYZE the query of the list; redis-cli --latency for the cache in front of it; docker stats',
    ...loadOf('list'),
    refutedBy: { 'slow-list': 'too-slow' },
    runner: 'load',
    needs: ['api'],
  },
  {
    id: 'load.list-does-not-fail',
    demand: 'Under light load, less than 1 % of list requests may fail, so at least 99 % must be answered rightly',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['api.appointments-are-listed'],
    remedy: 'docker-compose logs --since 5m web; SELECT count(*), state FROM pg_stat_activity GROUP BY state',
    ...loadOf('list'),
    refutedBy: { 'list-fails-under-load': 'answers-fail' },
    runner: 'load',
    needs: ['api'],
  },
  {
    id: 'load.mcp-tool-answers-in-time',
    demand: 'Under light load, 95 % of right answers of the read tool must come within 500 ms',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['mcp.read-tool-keeps-its-schema'],
    remedy:
      'sudo journalctl -u mcp-server.service --since -5min; EXPLAIN ANALYZE the query of the tool; top on the host of the MCP server',
    ...loadOf('mcp-tool'),
    refutedBy: { 'slow-mcp-tool': 'too-slow' },
    runner: 'load',
    needs: ['mcp'],
  },
  {
    id: 'load.mcp-tool-does-not-fail',
    demand: 'Under light load, less than 1 % of tool calls may fail, so at least 99 % must be answered rightly',
    source: 'contract.answers-in-time',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    after: ['mcp.read-tool-keeps-its-schema'],
    remedy: 'sudo journalctl -u mcp-server.service --since -5min; systemctl show mcp-server.service -p NRestarts',
    ...loadOf('mcp-tool'),
    refutedBy: { 'mcp-tool-fails-under-load': 'answers-fail' },
    runner: 'load',
    needs: ['mcp'],
  },
];
