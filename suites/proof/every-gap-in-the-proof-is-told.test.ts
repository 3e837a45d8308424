import { expect, test } from 'vitest';
import type { FaultFacts } from '../../contract/faults.ts';
import { gapsInProof } from './coverage.ts';
import { checkRefutedBy as check } from './testing/check-refuted-by.ts';

const fault = (facts: Partial<FaultFacts> = {}): FaultFacts => ({ on: 'plan', area: 'a', tells: '', ...facts });
const frozen = check('a.answers', { frozen: 'silent' });
const lost = check('a.remembers', { lost: 'forgotten' });
const faults = { frozen: fault(), lost: fault() };

test('a check a fault, told apart: no gap', () => {
  expect(gapsInProof([frozen, lost], faults)).toEqual([]);
});

test('two checks of which a fault turns only one red are told apart, also where others turn both red', () => {
  const both = check('a.answers', { frozen: 'silent', lost: 'forgotten' });
  expect(gapsInProof([both, lost], faults)).toEqual([]);
});

test.for<[string, Parameters<typeof gapsInProof>, string]>([
  [
    'a check without a fault',
    [[frozen, lost, check('a.never-red')], faults],
    'a.never-red has never been seen red: no fault refutes it',
  ],
  ['a fault without a check', [[frozen], faults], 'the fault lost is noticed by no check'],
  [
    'a name that means no fault',
    [[check('a.answers', { frozen: 'silent', frosen: 'silent' }), lost], faults],
    'a.answers names the fault frosen, which contract/faults.ts does not know',
  ],
  [
    'a name that only JavaScript knows',
    [[check('a.answers', { frozen: 'silent', constructor: 'silent' }), lost], faults],
    'a.answers names the fault constructor, which contract/faults.ts does not know',
  ],
  [
    'a fault of an area without checks',
    [[frozen, lost], { ...faults, frozen: fault({ area: 'queue' }) }],
    'the fault frozen belongs to the area queue, which has no check',
  ],
  [
    'two checks that no fault tells apart',
    [[frozen, check('a.is-quick', { frozen: 'slow' }), lost], faults],
    'no fault tells a.answers and a.is-quick apart: none turns only one of them red',
  ],
  [
    'two faults that turn the same checks red for the same causes',
    [[check('a.answers', { frozen: 'silent', stopped: 'silent' }), lost], { ...faults, stopped: fault() }],
    'the fault stopped turns the same checks red for the same causes as frozen: drop one, or say in its "besides" what it adds',
  ],
  [
    'a reason for a likeness that is not there',
    [[frozen, lost], { ...faults, lost: fault({ besides: 'it is slower' }) }],
    'the fault lost says what it adds besides others, and none is like it',
  ],
])('%s', ([, given, gap]) => {
  expect(gapsInProof(...given)).toEqual([gap]);
});

test('two faults alike of which the later says what it adds are no gap; nor are two of another cause', () => {
  const stopped = fault({ besides: 'the process is gone, not silent' });
  const both = (cause: string) => check('a.answers', { frozen: 'silent', stopped: cause });
  expect(gapsInProof([both('silent'), lost], { ...faults, stopped })).toEqual([]);
  expect(gapsInProof([both('refused'), lost], { ...faults, stopped: fault() })).toEqual([]);
});
