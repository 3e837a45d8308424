import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import type { CanaryEvidence } from './triage.ts';

/** How often each worker had begun each task; empty where nobody answered. */
export type Beginnings = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** Asks broker and workers what became of a canary: who is there, then them. `before` is what `begun` gave before it was sent. */
export async function gatherEvidence(
  celery: Pick<CeleryClient, 'callRoll' | 'queryTask' | 'begun' | 'countQueue'>,
  { id, task, queue, before }: { id: string; task: string; queue: string; before: Beginnings },
): Promise<CanaryEvidence> {
  const { queuesOf } = await celery.callRoll();
  const answering = [...queuesOf.keys()].sort();
  const [held, begun, counts] = await Promise.all([
    celery.queryTask(id, answering),
    celery.begun(answering),
    celery.countQueue(queue),
  ]);
  const holders = [...held.answers].flatMap(([worker, state]) => (state === undefined ? [] : [{ worker, state }]));
  const after: Beginnings = begun.answers;
  const comparable = [...after.keys()].filter((worker) => before.has(worker));
  const beginningsOf = (at: Beginnings, worker: string) => at.get(worker)?.[task] ?? 0;
  return {
    queue,
    counts,
    answering,
    consuming: whoConsumes(queuesOf, queue),
    heldBy: holders[0],
    begunBy:
      comparable.length === 0
        ? undefined
        : comparable.filter((worker) => beginningsOf(after, worker) > beginningsOf(before, worker)),
  };
}
