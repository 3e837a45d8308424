import { longestStandstillMs } from '../../contract/tasks.ts';
import type { ActiveTask, CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';
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
  if (still.length === 0) return observed;
  const names = still.map(({ worker }) => worker);
  const [slots, reserved] = await Promise.all([celery.slots(names), celery.reserved(names)]);
  const full = still.filter(({ worker, running }) => running.length >= (slots.answers.get(worker) ?? Infinity));
  const waiting = await waitingFor(full, { celery, queuesOf, reserved: reserved.answers });
  const stuck = full.filter(({ worker }) => (waiting.get(worker) ?? 0) > 0);
  const [first] = stuck;
  if (!first) return observed;
  throw new Violation({
    expected: `a free slot in the pool, or a task that began within ${inMinutes(longestStandstillMs)}, where tasks wait`,
    actual: stuck
      .map((each) => `${told(each)}, and ${counted(waiting.get(each.worker) ?? 0, 'task')} waiting`)
      .join('; '),
    cause: {
      id: 'pool-stuck',
      sentence: `all of the pool of ${first.worker} has been taken for ${inMinutes(first.forMs)} or longer (${namesOf(first.running)}): it answers, and what waits for it is not begun`,
    },
  });
}

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
