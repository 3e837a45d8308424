import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation } from '../../harness/violation.ts';
import { countWorkers } from './count-workers.ts';

/**
 * Processes that share a name share its mailbox, and answer in turn: one, the other, and the first again; more of them, in a longer turn.
 * What others ask meanwhile takes turns too, so that the same one may answer several times.
 */
const rounds = { least: 3, most: 12 };

/** Throws a Violation that tells the processes unless one alone answers to each name. */
export async function assertNamesUnique(
  celery: Pick<CeleryClient, 'processes' | 'countQueue' | 'queue'>,
): Promise<void> {
  const atLeast = await countWorkers(celery);
  const told = new Map<string, number[]>();
  const isShared = () => [...told.values()].some(isTakenInTurn);
  // Several processes have been heard behind a name, or fewer names than the broker counts consumers.
  const isDoubtful = () => told.size < atLeast || [...told.values()].some((ids) => new Set(ids).size > 1);
  const isOpen = () => isDoubtful() && !isShared();
  for (let round = 0; round < rounds.least || (round < rounds.most && isOpen()); round += 1) {
    const distinct = told.size === 0 ? atLeast : told.size;
    const { answers } = await celery.processes({ atLeast: distinct });
    for (const [name, processId] of answers) told.set(name, [...(told.get(name) ?? []), processId]);
  }
  const shared = [...told].filter(([, processIds]) => isTakenInTurn(processIds));
  const [first] = shared;
  if (!first) return;
  const [name, [one, other]] = first;
  throw new Violation({
    expected: 'one process behind each name of a worker',
    actual: shared.map(([each, ids]) => `${each} is answered for by ${[...new Set(ids)].join(' and ')}`).join('; '),
    cause: {
      id: 'name-taken-twice',
      sentence: `two workers are called ${name} (processes ${one} and ${other}): a command for it reaches one of them, and monitors take them for one`,
    },
  });
}

/** A worker that was restarted meanwhile has another process too, but the first one does not come back. */
const isTakenInTurn = (processIds: readonly number[]): boolean =>
  processIds.some((id, at) => processIds.lastIndexOf(id) > at + 1 && processIds[at + 1] !== id);
