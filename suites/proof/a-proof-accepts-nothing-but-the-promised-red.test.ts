import { expect, test } from 'vitest';
import type { Result } from '../../harness/result.ts';
import { compare } from './compare.ts';
import { checkRefutedBy } from './testing/check-refuted-by.ts';

const resultOf = (id: string, outcome: object) =>
  ({ ...checkRefutedBy(id), area: 'a', durationMs: 1, ...outcome }) as object as Result;
const failed = (id: string, cause: string) =>
  resultOf(id, { verdict: 'failed', violation: { expected: '', actual: 'x', cause: { id: cause, sentence: 'so' } } });
const passed = (id: string) => resultOf(id, { verdict: 'passed' });
const blocked = (id: string, by: string) => resultOf(id, { verdict: 'blocked', by });
const broken = (id: string) => resultOf(id, { verdict: 'broken', reason: 'ours' });

/** Above the named check stand two floors; the other one stands alone. */
const checks = [
  checkRefutedBy('a.named', { frozen: 'silent' }),
  checkRefutedBy('a.above', {}, ['a.named']),
  checkRefutedBy('a.top', {}, ['a.above']),
  checkRefutedBy('a.other'),
];
const others = [passed('a.above'), passed('a.top'), passed('a.other')];
const proven = { deviations: [], troubles: [] };

test.for<[string, Result[]]>([
  ['exactly the named check is red for its cause', [failed('a.named', 'silent'), ...others]],
  [
    'what builds on it, over however many floors, may be blocked by it',
    [failed('a.named', 'silent'), blocked('a.above', 'a.named'), blocked('a.top', 'a.named'), passed('a.other')],
  ],
])('proven: %s', ([, results]) => {
  expect(compare(checks, results, 'frozen')).toEqual(proven);
});

test.for<[string, Result[], string[]]>([
  [
    'another cause',
    [failed('a.named', 'refused'), ...others],
    ['a.named must state the cause silent, and states refused: so (actual: x)'],
  ],
  [
    'unnoticed',
    [passed('a.named'), ...others],
    ['a.named must be failed (silent), and is passed: the fault went unnoticed'],
  ],
  [
    'one more is red',
    [failed('a.named', 'silent'), failed('a.above', 'refused'), passed('a.top'), passed('a.other')],
    ['a.above must not be failed here: so (actual: x)'],
  ],
  [
    'blocked by a check on which it does not build',
    [failed('a.named', 'silent'), passed('a.above'), passed('a.top'), blocked('a.other', 'a.named')],
    ['a.other must not be blocked here: blocked by a.named'],
  ],
  [
    'blocked by a check that is green',
    [failed('a.named', 'silent'), passed('a.above'), blocked('a.top', 'a.above'), passed('a.other')],
    ['a.top must not be blocked here: blocked by a.above'],
  ],
  [
    'the named one is blocked itself, by one that nobody promised red',
    [blocked('a.named', 'a.other'), passed('a.above'), passed('a.top'), failed('a.other', 'refused')],
    [
      'a.named must be failed (silent), and is blocked: blocked by a.other',
      'a.other must not be failed here: so (actual: x)',
    ],
  ],
  [
    'one is skipped',
    [
      failed('a.named', 'silent'),
      passed('a.above'),
      passed('a.top'),
      resultOf('a.other', { verdict: 'skipped', reason: 'no url' }),
    ],
    ['a.other must not be skipped here: no url'],
  ],
  ['one was not asked', [failed('a.named', 'silent'), passed('a.above'), passed('a.top')], ['a.other was not asked']],
])('not proven: %s', ([, results, deviations]) => {
  expect(compare(checks, results, 'frozen')).toEqual({ deviations, troubles: [] });
});

test('what leaves it to a red check to tell what it ran into may be blocked by it', () => {
  const deferring = { ...checkRefutedBy('a.deferring'), defersTo: ['a.above'] };
  const results = [failed('a.named', 'silent'), ...others, blocked('a.deferring', 'a.named')];
  expect(compare([...checks, deferring], results, 'frozen')).toEqual(proven);
  expect(compare([...checks, { ...deferring, defersTo: ['a.other'] }], results, 'frozen').deviations).toEqual([
    'a.deferring must not be blocked here: blocked by a.named',
  ]);
});

test('a fault under which nothing passes proves nothing', () => {
  const [named, above] = checks;
  const results = [failed('a.named', 'silent'), blocked('a.above', 'a.named')];
  expect(compare([named!, above!], results, 'frozen').deviations).toEqual([
    'no check passed: this leaves no system of which anything could be told',
  ]);
});

test('what is broken, and what that blocks, is trouble of ours and speaks against no check', () => {
  const results = [broken('a.named'), blocked('a.above', 'a.named'), blocked('a.top', 'a.named'), passed('a.other')];
  expect(compare(checks, results, 'frozen')).toEqual({
    deviations: [],
    troubles: [
      'a.named is broken: ours',
      'a.above could not be asked: a.named is broken',
      'a.top could not be asked: a.named is broken',
    ],
  });
});

test('the healthy system has nothing but green: a check that is red there too proves nothing under its fault', () => {
  const healthy = [passed('a.named'), ...others];
  expect(compare(checks, healthy)).toEqual(proven);
  expect(compare(checks, [failed('a.named', 'silent'), ...others]).deviations).toEqual([
    'a.named must not be failed here: so (actual: x)',
  ]);
  expect(compare(checks, [passed('a.named'), blocked('a.above', 'a.named'), ...others.slice(1)]).deviations).toEqual([
    'a.above must not be blocked here: blocked by a.named',
  ]);
});
