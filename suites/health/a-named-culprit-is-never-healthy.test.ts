import { expect, test } from 'vitest';
import { readHealthReport } from '../../fixtures/health/health-report.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { assertHealthy } from './assert-healthy.ts';

test.each<[string, object, string]>([
  ['a culprit', { status: 'ok', culprit: 'database' }, 'database-unreachable-from-mcp'],
  ['a culprit of its own', { status: 'ok', culprit: 'elasticsearch' }, 'elasticsearch-unreachable-from-mcp'],
  ['a culprit of no decent name', { status: 'ok', culprit: '__proto__' }, 'dependency-unreachable-from-mcp'],
  [
    'a culprit called like a part of every object',
    { status: 'ok', culprit: 'constructor' },
    'constructor-unreachable-from-mcp',
  ],
  [
    'a culprit among services that are well',
    { status: 'ok', culprit: 'redis', dependencies: { database: 'ok' } },
    'cache-unreachable-from-mcp',
  ],
  ['a check that is down', { status: 'ok', checks: { database: { status: 'down' } } }, 'database-unreachable-from-mcp'],
  ['a service that is down', { status: 'ok', services: { redis: 'unreachable' } }, 'cache-unreachable-from-mcp'],
])('"ok" with %s is not healthy', async (_, document, cause) => {
  expect(await causeOf(judge(document))).toBe(cause);
});

test('a target that promises no list may give none, which is observed', async () => {
  expect(await judge({ status: 'ok' })).toEqual({ program: 'the MCP server', dependencies: 'none listed' });
});

test('a stack of our own lists all that it depends on', async () => {
  const own = { own: true };
  expect(await causeOf(judge({ status: 'ok' }, own))).toBe('dependencies-not-listed');
  expect(await causeOf(judge({ status: 'ok', dependencies: { database: 'ok' } }, own))).toBe('dependencies-not-listed');
  expect(await judge({ status: 'ok', dependencies: { database: 'ok', cache: 'ok' } }, own)).toEqual({
    program: 'the MCP server',
  });
});

async function judge(document: object, { own = false } = {}) {
  const text = JSON.stringify(document);
  const request = 'GET http://127.0.0.1/health/';
  const answer = { request, status: 200, contentType: 'application/json', header: () => undefined, text };
  const report = readHealthReport(answer, contractDialect.healthyWords);
  return assertHealthy(report, { program: 'mcp', who: 'the MCP server', expectedVersion: undefined, own });
}
