import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import { Violation } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';

/**
 * Processes that share a name share its mailbox, and answer in turn: one, the other, and the first again; more of them, in a longer turn.
 * What others ask meanwhile takes turns too, so that the same one may answer several times.
 */
const rounds = { least: 3, most: 12 };

/** Throws a Violation that tells the processes unless one alone answers to each name. */
export async function assertNamesUnique(celery: Pick<CeleryClient, 'processes' | 'roll' | 'queues'>): Promise<void> {
  const { concerned, consumers, queuesOf } = await celery.roll();
  const told = new Map<string, number[]>();
  const isShared = () => [...told.values()].some(isTakenInTurn);
  // Fewer names consume a queue than the broker counts consumers, or several processes have been heard behind a name.
  const isShort = celery.queues.some(({ name }) => whoConsumes(queuesOf, name).length < (consumers.get(name) ?? 0));
  const isDoubtful = () => isShort || [...told.values()].some((ids) => new Set(ids).size > 1);
  const isOpen = () => isDoubtful() && !isShared();
  for (let round = 0; round < rounds.least || (round < rounds.most && isOpen()); round += 1) {
    const awaited = round === 0 ? concerned : concerned.filter((name) => told.has(name));
    const { answers } = await celery.processes(awaited);
    for (const [name, processId] of answers) told.set(name, [...(told.get(name) ?? []), processId]);
  }
  const shared = [...told].filter(([, processIds]) => isTakenInTurn(processIds));
  const [first] = shared;
  if (!first) return assertEachAnswered(concerned, { answers: told, question: 'its process' });
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
