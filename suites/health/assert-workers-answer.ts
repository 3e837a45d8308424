import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes, type Roll } from '../../fixtures/celery/call-roll.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';

type Celery = Pick<CeleryClient, 'roll' | 'callRoll' | 'processes' | 'queues' | 'workers'>;

/**
 * Throws a Violation that tells a frozen worker from an absent one unless all expected workers (one, where nobody says) answer, and on
 * each queue of the profile as many as the broker counts consumers. Only those that consume one of these queues count; where none that
 * answers does, other checks say so, and whoever answers will do.
 */
export async function assertWorkersAnswer(celery: Celery): Promise<Observations> {
  const first = await celery.roll();
  if (isComplete(first, celery)) return observed(first);
  if (first.ended === 'nobody-listens') throwWhereNobodyCanBeAsked(first);
  // Where nobody has answered, nobody has merely left or come meanwhile.
  const now = first.queuesOf.size === 0 ? first : latest(first, await celery.callRoll());
  if (isComplete(now, celery)) return observed(now);
  // Processes of one name answer in turn: their name is what is wrong with them, and they are all there.
  const processes = now.attending.length === 0 ? undefined : await processesBehind(now, celery);
  const processesOf = (name: string) => processes?.get(name)?.size ?? 1;
  if (processes && isComplete(now, celery, processesOf)) return observed(now);
  throw new Violation({ ...whatWasSeen(now, celery), ...whySilent(now, celery, processesOf) });
}

/** A worker may be told to listen to no questions, and works all the same: nobody can tell from here. A frozen one still holds its queue. */
function throwWhereNobodyCanBeAsked({ consumers }: Roll): void {
  const taken = [...consumers]
    .filter(([, count]) => count > 0)
    .map(([queue, count]) => `${counted(count, 'consumer')} on the queue "${queue}"`);
  if (taken.length === 0) return;
  throw new Error(
    `The broker counts ${taken.join(', ')}, and nobody there listens to questions (celery inspect): workers run with worker_enable_remote_control = False, or these are no workers. So nobody can tell how they are. Turn it on, or accept this check as unproven in the target's profile ("accepted").`,
  );
}

/** Two rolls as one: a worker that answered either is alive, and a consumer that has gone or just come is nobody's silence. */
const latest = (before: Roll, after: Roll): Roll => ({
  ...after,
  consumers: new Map(
    [...after.consumers].map(([queue, count]) => [queue, Math.min(count, before.consumers.get(queue) ?? 0)]),
  ),
  queuesOf: new Map([...before.queuesOf, ...after.queuesOf]),
  attending: [...new Set([...before.attending, ...after.attending])].sort(),
});

/** How many processes answer to a name. */
type ProcessesOf = (name: string) => number;

const counting =
  (processesOf: ProcessesOf) =>
  (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + processesOf(name), 0);

const isComplete = (roll: Roll, celery: Celery, processesOf: ProcessesOf = () => 1): boolean => {
  const count = counting(processesOf);
  if (roll.attending.length === 0) return roll.queuesOf.size > 0;
  return (
    count(roll.attending) >= (celery.workers.expected ?? 1) &&
    celery.queues.every(({ name }) => {
      const answering = whoConsumes(roll.queuesOf, name);
      return answering.length === 0 || count(answering) >= (roll.consumers.get(name) ?? 0);
    })
  );
};

/** What `celery inspect` shows of each: "w1@app", and in brackets what it consumes where that is of no interest here. */
function observed({ attending, queuesOf }: Roll): Observations {
  const others = [...queuesOf.keys()].filter((name) => !attending.includes(name)).sort();
  if (attending.length === 0) return { workers: others.join(', ') };
  return { workers: attending.join(', '), ...(others.length > 0 ? { 'of other queues': others.join(', ') } : {}) };
}

/** The processes that answer to each name. Those of one name answer in turn, also to what others ask meanwhile: so it is asked often. */
async function processesBehind(
  { attending }: Roll,
  celery: Pick<CeleryClient, 'processes'>,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const seen = new Map<string, Set<number>>();
  for (let asked = 0; asked < mostAsked; asked += 1) {
    const { answers } = await celery.processes(asked === 0 ? attending : attending.filter((name) => seen.has(name)));
    for (const [name, processId] of answers) seen.set(name, (seen.get(name) ?? new Set()).add(processId));
  }
  return seen;
}

const mostAsked = 8;

function whatWasSeen({ attending, queuesOf, consumers, ended }: Roll, { queues, workers }: Celery) {
  const needed = Math.max(workers.expected ?? 1, ...consumers.values());
  const others = queuesOf.size - attending.length;
  const answering = attending.length === 0 ? 'none' : `${attending.length} (${attending.join(', ')})`;
  const quiet = ended === 'quiet' ? ', and no more within a second after the last' : '';
  const besides = others > 0 ? `; ${counted(others, 'worker')} of other queues` : '';
  const counts = queues.map(({ name }) => `${counted(consumers.get(name) ?? 0, 'consumer')} on the queue "${name}"`);
  return {
    expected: `a pong from ${counted(needed, 'worker')}`,
    actual: `${answering}${quiet}${besides}; the broker counts ${counts.join(', ')}`,
  };
}

type Causes = { cause: Cause; besides?: readonly Cause[] };

function whySilent(
  { attending, queuesOf, consumers }: Roll,
  { queues, workers }: Celery,
  processesOf: ProcessesOf,
): Causes {
  const count = counting(processesOf);
  const silent = queues
    .map(({ name }) => ({ name, all: consumers.get(name) ?? 0, answering: count(whoConsumes(queuesOf, name)) }))
    .filter(({ all, answering }) => all > answering);
  const causes = silent.map(({ name, all, answering }) => ({
    id: 'worker-silent',
    of: name,
    sentence:
      attending.length > 0
        ? `the queue "${name}" has ${all} consumers, and ${answering} of them answered as a worker: a process is frozen, its only thread is busy (solo pool), two workers in containers have one name (give each its own: -n NAME@%h), or another program takes the workers' tasks`
        : 'a worker is connected and does not react: its process is frozen, or its only thread is busy (solo pool)',
  }));
  const { expected = 1 } = workers;
  // Each that is silent may be a worker that consumes one queue alone.
  const missing = expected - count(attending) - silent.reduce((sum, { all, answering }) => sum + all - answering, 0);
  const gone: Cause =
    attending.length === 0 && causes.length === 0
      ? { id: 'no-worker', sentence: 'no worker is connected to this virtual host' }
      : { id: 'workers-missing', sentence: `${missing} of ${expected} expected workers do not answer` };
  // Who knows of the one knows nothing of the other.
  const [first = gone, ...others] = missing > 0 ? [...causes, gone] : causes;
  return { cause: first, besides: others };
}
