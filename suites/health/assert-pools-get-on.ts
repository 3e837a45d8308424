import { longestStandstillMs } from '../../contract/tasks.ts';
import type { ActiveTask, CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';
import { counted } from '../counted.ts';

type Celery = Pick<CeleryClient, 'roll' | 'active' | 'reserved' | 'slots' | 'countQueue' | 'queues'>;

/** A worker that has begun nothing for too long: how many tasks it runs, and since when (milliseconds) the one that began last. */
type Stuck = { worker: string; running: readonly ActiveTask[]; forMs: number };

/**
 * Throws a Violation that names worker and tasks where every slot of a pool is taken by tasks that began long ago, and others wait: they
 * wait for as long as those run. One long task beside free slots is nobody's trouble, nor is a full pool for which nobody waits. Asks
 * further where a pool may be stuck.
 */
export async function assertPoolsGetOn(celery: Celery, now: () => number = Date.now): Promise<Observations> {
  const { concerned, queuesOf } = await celery.roll();
  const { answers } = await celery.active(concerned);
  const still = concerned.flatMap((worker) => standstillOf(worker, answers.get(worker) ?? [], now()));
  const longest = Math.max(0, ...[...answers.values()].flat().map(({ beganAt }) => now() - beganAt));
  const observed = { longestTask: longest === 0 ? 'none is running' : `${inMinutes(longest)} so far` };
  const assertAllTold = () => assertEachAnswered(concerned, { answers, question: 'what it runs' });
  if (still.length === 0) {
    assertAllTold();
    return observed;
  }
  const names = still.map(({ worker }) => worker);
  const [slots, reserved] = await Promise.all([celery.slots(names), celery.reserved(names)]);
  const whoWait = async (fullWhereUntold: boolean) => {
    const isFull = ({ worker, running }: Stuck) =>
      running.length >= (slots.answers.get(worker) ?? (fullWhereUntold ? 0 : Infinity));
    const full = still.filter(isFull);
    const waiting = await waitingFor(full, { celery, queuesOf, reserved: reserved.answers });
    return { waiting, stuck: full.filter(({ worker }) => (waiting.get(worker) ?? 0) > 0) };
  };
  const { waiting, stuck } = await whoWait(false);
  const [first, ...others] = stuck;
  if (!first) {
    assertAllTold();
    assertEachAnswered(names, { answers: slots.answers, question: 'its pool' });
    assertEachAnswered(names, { answers: reserved.answers, question: 'what it holds' });
    const untold = names.filter((worker) => slots.answers.get(worker) === undefined);
    if (untold.length > 0 && (await whoWait(true)).stuck.length > 0) {
      throw new NotOffered(
        `${untold.join(', ')} does not say how many tasks it can run at once (max-concurrency), so nobody knows whether a slot is free for those that wait`,
      );
    }
    return observed;
  }
  throw new Violation({
    expected: `a free slot in the pool, or a task that began within ${inMinutes(longestStandstillMs)}, where tasks wait`,
    actual: stuck
      .map((each) => `${told(each)}, and ${counted(waiting.get(each.worker) ?? 0, 'task')} waiting`)
      .join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
  });
}

const causeOf = ({ worker, forMs, running }: Stuck): Cause => ({
  id: 'pool-stuck',
  of: worker,
  sentence: `all of the pool of ${worker} has been taken for ${inMinutes(forMs)} or longer (${namesOf(running)}): it answers, and what waits for it is not begun`,
});

function standstillOf(worker: string, running: readonly ActiveTask[], now: number): Stuck[] {
  if (running.length === 0) return [];
  const forMs = now - Math.max(...running.map(({ beganAt }) => beganAt));
  return forMs > longestStandstillMs ? [{ worker, running, forMs }] : [];
}

/** How many tasks wait for each worker: those that it holds, and those in a queue of which nobody else has a slot free. */
async function waitingFor(
  full: readonly Stuck[],
  {
    celery,
    queuesOf,
    reserved,
  }: { celery: Celery; queuesOf: ReadonlyMap<string, readonly string[]>; reserved: ReadonlyMap<string, number> },
): Promise<ReadonlyMap<string, number>> {
  const names = full.map(({ worker }) => worker);
  const waiting = new Map(names.map((worker) => [worker, reserved.get(worker) ?? 0]));
  for (const { name } of celery.queues) {
    const workers = whoConsumes(queuesOf, name);
    if (workers.length === 0 || !workers.every((worker) => names.includes(worker))) continue;
    const ready = (await celery.countQueue(name))?.ready ?? 0;
    for (const worker of workers) waiting.set(worker, (waiting.get(worker) ?? 0) + ready);
  }
  return waiting;
}

const told = ({ worker, running, forMs }: Stuck): string =>
  `${worker} runs ${counted(running.length, 'task')} (${namesOf(running)}), the last of which began ${inMinutes(forMs)} ago`;

const namesOf = (running: readonly ActiveTask[]): string => [...new Set(running.map(({ name }) => name))].join(', ');

const inMinutes = (ms: number): string =>
  ms < 60_000 ? `${Math.round(ms / 1000)} s` : counted(Math.floor(ms / 60_000), 'minute');
