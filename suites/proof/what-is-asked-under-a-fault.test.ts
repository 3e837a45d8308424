import { expect, test } from 'vitest';
import type { Clients } from '../../fixtures/clients.ts';
import type { Check, CheckFacts } from '../../harness/check.ts';
import { askedUnder } from './asked-under.ts';
import { checkRefutedBy } from './testing/check-refuted-by.ts';

const runnable = (facts: CheckFacts): Check<Clients> => ({ ...facts, runner: 'none', needs: [] });
const idsUnder = (checks: CheckFacts[], ...faults: Parameters<typeof askedUnder>[1]) =>
  askedUnder(checks.map(runnable), faults).map(({ id }) => id);

const list = [
  checkRefutedBy('health.answers'),
  checkRefutedBy('queue.is-there', { 'worker-frozen': 'silent' }),
  { ...checkRefutedBy('queue.generated'), tier: 'deep' as const },
  checkRefutedBy('mcp.is-there'),
  checkRefutedBy('mcp.books', { 'worker-frozen': 'never-confirmed' }, ['mcp.is-there']),
  checkRefutedBy('mcp.reads'),
  { ...checkRefutedBy('load.survives', { 'worker-frozen': 'piles-up' }), tier: 'deep' as const },
  checkRefutedBy('api.lists'),
];

test('health, the area of the fault, every check that names it wherever it stands, and what those build on', () => {
  expect(idsUnder(list, 'worker-frozen')).toEqual([
    'health.answers',
    'queue.is-there',
    'mcp.is-there',
    'mcp.books',
    'load.survives',
  ]);
});

test('the healthy system is asked what all chosen faults together are', () => {
  expect(idsUnder(list, 'worker-frozen', 'list-breaks-its-schema')).toContain('api.lists');
});
