import { describe, inject, test } from 'vitest';
import type { Stack } from '../../containers/stack.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import type { FaultName } from '../../contract/faults.ts';
import { toldOf } from '../testing/told-of.ts';
import { askAboutWorker } from './ask-about-worker.ts';

/** A canary that does not come back: what it says asked alone, and the one root where all are asked. */
const causes: [string, () => Promise<Stack>, { alone: string; root: [string, string] }][] = [
  [
    'the worker is stopped',
    openWithoutWorker,
    { alone: 'no-worker', root: ['health.worker-answers-ping', 'no-worker'] },
  ],
  [
    'the worker is frozen',
    () => openSick('worker-frozen'),
    { alone: 'worker-frozen', root: ['health.worker-answers-ping', 'worker-silent'] },
  ],
  [
    'the worker consumes nothing',
    () => openSick('worker-not-consuming'),
    { alone: 'worker-not-consuming', root: ['queue.has-a-consumer', 'no-consumer'] },
  ],
  [
    'the reply is lost',
    () => openSick('worker-loses-result'),
    { alone: 'result-lost', root: ['queue.canary-is-executed', 'result-lost'] },
  ],
  [
    'the broker is out of memory',
    // Of a broker that others share, it would be theirs too.
    () => openStack({ fault: 'memory-alarm' }),
    { alone: 'memory-alarm', root: ['health.broker-takes-messages', 'memory-alarm'] },
  ],
];

const canary = 'queue.canary-is-executed';

describe('a canary does not come back', () => {
  test.for(causes)('%s', { timeout: 120_000 }, async ([, open, { alone, root }], { expect }) => {
    await using stack = await open();
    const [id, cause] = root;

    expect(await askAboutWorker(stack.deployment, { only: [canary] })).toEqual({ [canary]: alone });
    const { failed, blocked, broken } = await toldOf(stack.deployment, { areas: ['queue'] });
    expect({ failed, broken }).toEqual({ failed: { [id]: cause }, broken: {} });
    expect(blocked[canary]).toBe(id === canary ? undefined : id);
  });
});

const openSick = (fault: FaultName) => openStack({ services: inject('services'), fault });

async function openWithoutWorker(): Promise<Stack> {
  const stack = await openStack({ services: inject('services') });
  await stack.services['worker']?.stop();
  return stack;
}
