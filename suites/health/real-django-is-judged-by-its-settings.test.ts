import { expect, test } from 'vitest';
import { resolveTarget } from '../../targets/resolve-target.ts';
import { notOffered } from '../../targets/target.ts';
import { askChecks } from '../ask-checks.ts';
import { apiChecks } from './api.checks.ts';
import { serveDjango } from './serve-django.ts';

const allGood = {
  'health.api-is-healthy': 'passed',
  'health.api-document-is-never-kept': 'passed',
  'health.api-answers-head': 'passed',
  'health.api-document-tells-no-secrets': 'passed',
  'health.api-shows-no-debug-page': 'passed',
  'health.api-refuses-unknown-hosts': 'passed',
  'health.api-answers-many-at-once': 'passed',
};
const nothingToCompare = {
  'health.api-tells-the-truth': 'skipped',
  'health.api-reaches-dependencies-in-time': 'skipped',
};

test('a Django as it should be deployed passes all that can be asked of it', async () => {
  expect(await askDjango({})).toEqual({ ...allGood, ...nothingToCompare });
});

test.each<[check: string, cause: string, environment: Record<string, string>]>([
  ['health.api-shows-no-debug-page', 'debug-is-on', { DEBUG: 'yes' }],
  ['health.api-refuses-unknown-hosts', 'any-host-is-served', { ALLOWED_HOSTS: '*' }],
  ['health.api-document-is-never-kept', 'may-be-kept', { HEADERS: '{"Cache-Control":"max-age=30"}' }],
  ['health.api-document-is-never-kept', 'answered-by-a-cache', { HEADERS: '{"Age":"12"}' }],
  [
    'health.api-document-tells-no-secrets',
    'tells-a-password',
    { BESIDE: '{"broker_url":"amqp://guest:guest@localhost:5672//"}' },
  ],
])('%s is red for %s with %j', async (check, cause, environment) => {
  expect(await askDjango(environment)).toMatchObject({ [check]: cause });
});

async function askDjango(environment: Record<string, string>) {
  await using django = await serveDjango(environment);
  const none = notOffered('Django alone');
  const surfaces = { mcp: none, proxy: none, broker: none, management: none, database: none, cache: none };
  const target = { name: 'django', surfaces: { api: django.url, ...surfaces }, furthestSafety: 'canary' } as const;
  const asked = await askChecks(resolveTarget(target, {}), apiChecks);
  return asked;
}
