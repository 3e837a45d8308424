import { expect, test } from 'vitest';
import { readHealthReport } from '../../fixtures/health/health-report.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { assertHealthy } from './assert-healthy.ts';

const database = 'database-unreachable-from-mcp';
test.each<[object, string]>([
  [{ database: { connected: false } }, database],
  [{ database: { status: 'ok', connected: false } }, database],
  [{ database: { status: 'ok', replica: { status: 'down' } } }, database],
  [{ database: {} }, database],
  [{ database: { engine: 'PostgreSQL', latencyMs: 3 } }, database],
  [{ checks: { database: 'could not connect to server' } }, database],
  [{ checks: { database: 'ok', cache: 'stopped' } }, 'cache-unreachable-from-mcp'],
  [{ checks: { database: { result: 'fail' } } }, database],
  [{ checks: { database: { default: { status: 'down' } } } }, database],
  [{ checks: { elasticsearch: { reachable: false } } }, 'elasticsearch-unreachable-from-mcp'],
  [{ celery: 'down' }, 'celery-unreachable-from-mcp'],
  [{ worker: { status: 'down' } }, 'worker-unreachable-from-mcp'],
  [{ queue: 'no connection' }, 'queue-unreachable-from-mcp'],
  [{ db_status: 'down' }, database],
  [{ postgres_db: 'down' }, database],
  [{ databases: { default: 'down' } }, database],
  [{ databases: { default: true, replica: false } }, database],
  [{ database: 0 }, database],
  [{ database: false }, database],
  [{ database: null }, database],
  [{ database: [{ status: 'down' }] }, database],
  [{ dependencies: [{ service: 'database', status: 'down' }] }, database],
  [{ checks: [{ component: 'database', status: 'down' }] }, database],
  [{ checks: [{ id: 'database', status: 'down' }] }, database],
  [{ healthy: false }, 'says-unhealthy'],
  [{ success: false }, 'says-unhealthy'],
  [{ errors: ['database unreachable'] }, 'says-unhealthy'],
])('"ok" with %j is not healthy', async (beside, cause) => {
  expect(await causeOf(judge({ status: 'ok', ...beside }))).toBe(cause);
});

async function judge(document: object) {
  const text = JSON.stringify(document);
  const request = 'GET http://127.0.0.1/health/';
  const answer = { request, status: 200, contentType: 'application/json', header: () => undefined, text };
  const report = readHealthReport(answer, contractDialect.healthyWords);
  return assertHealthy(report, { program: 'mcp', who: 'the MCP server', expectedVersion: undefined, own: false });
}
