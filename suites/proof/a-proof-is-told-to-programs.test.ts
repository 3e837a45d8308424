import { expect, test } from 'vitest';
import { provingSchema } from './proof-schema.ts';
import type { Proof } from './proof.ts';
import { judgeProving, type Proving } from './proving.ts';

const proofOf = (fault: Proof['fault'], facts: Partial<Proof> = {}): Proof => ({
  fault,
  asPromised: (facts.deviations ?? []).length + (facts.troubles ?? []).length === 0,
  row: [{ id: 'queue.canary-is-executed', verdict: 'passed' }],
  deviations: [],
  troubles: [],
  durationMs: 1,
  ...facts,
});
const healthy = proofOf('none');
const frozen = proofOf('worker-frozen', {
  row: [
    { id: 'health.worker-answers-ping', verdict: 'failed', cause: 'worker-silent', promised: 'worker-silent' },
    { id: 'queue.contract-tasks-are-registered', verdict: 'blocked', by: 'health.worker-answers-ping' },
  ],
});
const deviating = proofOf('worker-frozen', { deviations: ['went unnoticed'] });
const troubled = proofOf('cache-is-down', { troubles: ['the stack did not come up'] });

type Chosen = Partial<
  Pick<Parameters<typeof judgeProving>[0], 'chosen' | 'gaps' | 'notHere' | 'chosenBecause' | 'systems'>
>;

const judged = (proofs: Proof[], { chosen = 1, gaps = [], chosenBecause = 'by name', ...rest }: Chosen = {}) =>
  judgeProving({
    ...rest,
    program: { name: 'medcor-verify', version: '0.1.0' },
    startedAt: '2026-11-25T19:00:00.000Z',
    durationMs: 1.5,
    chosenBecause,
    checks: 24,
    chosen,
    gaps,
    proofs,
  });

const notHere = { faults: ['unit-fails' as const], because: 'no engine answers.' };

const provings: [string, Proving, Pick<Proving, 'word' | 'exitCode'>][] = [
  ['all as promised', judged([healthy, frozen]), { word: 'proven', exitCode: 0 }],
  ['a deviation', judged([healthy, deviating]), { word: 'not-proven', exitCode: 1 }],
  ['trouble of ours', judged([healthy, troubled]), { word: 'incomplete', exitCode: 3 }],
  [
    'a deviation beside trouble of ours',
    judged([healthy, deviating, troubled], { chosen: 2 }),
    { word: 'not-proven', exitCode: 1 },
  ],
  [
    'a gap in the lists',
    judged([healthy, frozen], { gaps: ['no fault refutes it'] }),
    { word: 'not-proven', exitCode: 1 },
  ],
  [
    'a healthy system that is not green',
    judged([proofOf('none', { deviations: ['red'] })]),
    { word: 'not-proven', exitCode: 1 },
  ],
  [
    'a healthy system of which nothing could be told',
    judged([proofOf('none', { troubles: ['no k6'] })]),
    { word: 'incomplete', exitCode: 3 },
  ],
  [
    'faults of a machine among all, where no engine is',
    judged([healthy, frozen], { notHere, chosenBecause: 'all' }),
    { word: 'proven', exitCode: 0 },
  ],
  [
    'faults of a machine that were named, where no engine is',
    judged([healthy, frozen], { notHere }),
    { word: 'incomplete', exitCode: 3 },
  ],
  [
    'nothing but faults of a machine, where no engine is',
    judged([], { notHere, chosen: 0, chosenBecause: 'of health' }),
    { word: 'incomplete', exitCode: 3 },
  ],
  [
    'a healthy machine beside a healthy system',
    judged([healthy, frozen, proofOf('none-on-machine')], { systems: 2 }),
    { word: 'proven', exitCode: 0 },
  ],
  ['no fault chosen', judged([], { chosen: 0 }), { word: 'nothing-to-prove', exitCode: 0 }],
  ['no fault chosen, but a gap', judged([], { chosen: 0, gaps: ['a gap'] }), { word: 'not-proven', exitCode: 1 }],
];

test.for(provings)('%s', ([, proving, word]) => {
  expect(proving).toMatchObject(word);
  expect(provingSchema.safeParse(JSON.parse(JSON.stringify(proving))).error).toBeUndefined();
});

test('it counts what was seen red as promised, and nothing else', () => {
  const wrongCause = proofOf('worker-frozen', {
    row: [{ id: 'health.worker-answers-ping', verdict: 'failed', cause: 'refused', promised: 'worker-silent' }],
    deviations: ['another cause'],
  });
  expect(judged([healthy, frozen]).counts).toEqual({ toProve: 2, asPromised: 2, checks: 24, checksSeenRed: 1 });
  expect(judged([healthy, wrongCause]).counts).toEqual({ toProve: 2, asPromised: 1, checks: 24, checksSeenRed: 0 });
});
