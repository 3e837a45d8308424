import { expect, test } from 'vitest';
import type { CheckFacts } from '../../harness/check.ts';
import type { Result } from '../../harness/result.ts';
import { deviations } from './compare.ts';
import { gapsInProof } from './coverage.ts';

const facts = {
  demand: 'It must',
  source: 's',
  severity: 'major',
  tier: 'smoke',
  safety: 'observe',
  remedy: '',
} as const;
const checkOf = (id: string, refutedBy: Record<string, string> = {}): CheckFacts => ({
  ...facts,
  id,
  after: [],
  refutedBy,
});
const resultOf = (id: string, outcome: object) => ({ ...facts, id, area: 'a', durationMs: 1, ...outcome }) as Result;
const failed = (id: string, cause: string) =>
  resultOf(id, { verdict: 'failed', violation: { expected: '', actual: 'x', cause: { id: cause, sentence: 'so' } } });
const passed = (id: string) => resultOf(id, { verdict: 'passed' });

const checks = [checkOf('a.named', { frozen: 'silent' }), checkOf('a.other')];

test.for<[string, Result[], string[]]>([
  ['exactly the named check is red for its cause', [failed('a.named', 'silent'), passed('a.other')], []],
  [
    'the others may be blocked',
    [failed('a.named', 'silent'), resultOf('a.other', { verdict: 'blocked', by: 'a.named' })],
    [],
  ],
  [
    'another cause',
    [failed('a.named', 'refused'), passed('a.other')],
    ['a.named must state the cause silent, and states refused: so (actual: x)'],
  ],
  [
    'unnoticed',
    [passed('a.named'), passed('a.other')],
    ['a.named must be failed (silent), and is passed: the fault went unnoticed'],
  ],
  [
    'one more is red',
    [failed('a.named', 'silent'), failed('a.other', 'refused')],
    ['a.other must not be failed here: so (actual: x)'],
  ],
  [
    'one is broken',
    [failed('a.named', 'silent'), resultOf('a.other', { verdict: 'broken', reason: 'ours' })],
    ['a.other must not be broken here: ours'],
  ],
  [
    'one is skipped',
    [failed('a.named', 'silent'), resultOf('a.other', { verdict: 'skipped', reason: 'no url' })],
    ['a.other must not be skipped here: no url'],
  ],
  ['one was not asked', [failed('a.named', 'silent')], ['a.other was not asked']],
])('%s', ([, results, told]) => {
  expect(deviations(checks, results, 'frozen')).toEqual(told);
});

test('the healthy system has nothing but green', () => {
  const blocked = resultOf('a.other', { verdict: 'blocked', by: 'a.named' });
  expect(deviations(checks, [passed('a.named'), blocked], undefined)).toEqual([
    'a.other must not be blocked here: a.named is not green',
  ]);
});

test('a check without a fault, a fault without a check and an unknown fault are gaps', () => {
  const known = { unnoticed: { on: 'plan', area: 'a', tells: '' } } as const;
  expect(gapsInProof(checks, known)).toEqual([
    'a.other has never been seen red: no fault refutes it',
    'the fault unnoticed is noticed by no check',
    'a check names the fault frozen, which contract/faults.ts does not know',
  ]);
});
