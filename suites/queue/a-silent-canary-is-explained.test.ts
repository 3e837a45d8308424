import { expect, test } from 'vitest';
import { describeEvidence, diagnose, type CanaryEvidence } from './triage.ts';

/** What a healthy deployment shows, had it only answered. */
const healthy: CanaryEvidence = {
  queue: 'celery',
  counts: { consumers: 1, ready: 0 },
  answering: ['w1@app'],
  consuming: ['w1@app'],
  heldBy: undefined,
  begunBy: [],
};
const nobody = { answering: [], consuming: [], begunBy: undefined };

const cases: { seen: string; evidence: Partial<CanaryEvidence>; cause: string }[] = [
  {
    seen: 'ping answered, no consumer',
    evidence: { counts: { consumers: 0, ready: 1 }, consuming: [] },
    cause: 'worker-not-consuming',
  },
  { seen: 'no ping, no consumer', evidence: { ...nobody, counts: { consumers: 0, ready: 1 } }, cause: 'no-worker' },
  { seen: 'no ping, a consumer that took it', evidence: nobody, cause: 'worker-frozen' },
  {
    seen: 'no ping, a consumer that takes nothing more',
    evidence: { ...nobody, counts: { consumers: 1, ready: 3 } },
    cause: 'worker-frozen',
  },
  {
    seen: 'two consumers, one of which answers',
    evidence: { counts: { consumers: 2, ready: 0 } },
    cause: 'worker-frozen',
  },
  {
    seen: 'taken, while all that answer consume another queue',
    evidence: { consuming: [] },
    cause: 'no-worker-consumes',
  },
  {
    seen: 'waiting, while all that answer consume another queue',
    evidence: { consuming: [], counts: { consumers: 1, ready: 3 } },
    cause: 'no-worker-consumes',
  },
  { seen: 'begun, not held, no result', evidence: { begunBy: ['w1@app'] }, cause: 'result-lost' },
  {
    seen: 'begun before the worker stopped consuming',
    evidence: { begunBy: ['w1@app'], counts: { consumers: 0, ready: 0 } },
    cause: 'result-lost',
  },
  { seen: 'reserved', evidence: { heldBy: { worker: 'w1@app', state: 'reserved' } }, cause: 'worker-busy' },
  {
    seen: 'begun and still active',
    evidence: { heldBy: { worker: 'w1@app', state: 'active' }, begunBy: ['w1@app'] },
    cause: 'worker-busy',
  },
  { seen: 'waiting in the queue', evidence: { counts: { consumers: 1, ready: 12 } }, cause: 'worker-busy' },
  { seen: 'taken and not begun', evidence: {}, cause: 'taken-and-not-executed' },
  { seen: 'the queue is gone', evidence: { counts: undefined }, cause: 'queue-missing' },
];

test.each(cases)('$seen: $cause', ({ evidence, cause }) => {
  expect(diagnose({ ...healthy, ...evidence }).cause.id).toBe(cause);
});

test('what was seen reads as a sentence', () => {
  expect(describeEvidence({ ...healthy, counts: { consumers: 0, ready: 1 }, consuming: [] })).toBe(
    'the queue "celery" has 0 consumers and 1 waiting message while worker w1@app answers ping',
  );
  expect(describeEvidence({ ...healthy, ...nobody })).toBe(
    'the queue "celery" has 1 consumer and 0 waiting messages while no worker answers ping',
  );
});
