import { expect, test } from 'vitest';
import { guideUnits } from '../../contract/services.ts';
import { allChecks } from '../all-checks.ts';
import { explainedByEndOf, explainedByEndOfProject, fromTheBottomUp } from './what-it-runs.ts';

const nearestOf = (name: string) => explainedByEndOf(name).explains?.[0];

test.for([
  ['web', 'health.api-is-healthy'],
  ['medcor-api', 'health.api-is-healthy'],
  ['mcp-server', 'health.mcp-is-healthy'],
  ['mcp-server.service', 'health.mcp-is-healthy'],
  ['nginx-proxy', 'health.api-is-healthy'],
  ['celery@2.service', 'health.worker-answers-ping'],
  ['celery_worker', 'health.worker-answers-ping'],
  ['rabbitmq-server.service', 'health.broker-accepts-connections'],
  ['postgresql@15-main.service', 'health.database-answers'],
  ['redis7', 'health.cache-answers'],
] as const)('%s that has ended explains %s', ([name, nearest]) => {
  expect(nearestOf(name)).toBe(nearest);
});

test.for(['adminer', 'celery-beat', 'postgres-exporter', 'redis-commander', 'api-worker', 'server', '1'])(
  '%s explains nothing',
  (name) => expect(nearestOf(name)).toBeUndefined(),
);

test('every check that is named so exists', () => {
  const names = ['web', 'mcp', 'nginx', 'celery', 'rabbitmq', 'db', 'redis', ...guideUnits];
  const explained = [...explainedByEndOfProject, ...names.flatMap((name) => explainedByEndOf(name).explains ?? [])];
  const known = allChecks.map(({ id }) => id);
  expect(explained.filter((id) => !known.includes(id))).toEqual([]);
});

test('of several that have ended, those are told first on which others build', () => {
  const ended = ['adminer', 'nginx', 'celery', 'web', 'db', 'debug'];
  expect(fromTheBottomUp(ended, (name) => name)).toEqual(['db', 'celery', 'web', 'nginx', 'adminer', 'debug']);
});
