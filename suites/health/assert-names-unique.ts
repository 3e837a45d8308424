import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';
import { counted } from '../counted.ts';

/**
 * Processes that share a name share its mailbox, and answer in turn: one, the other, and the first again; more of them, in a longer turn.
 * What others ask meanwhile takes turns too, so that the same one may answer several times.
 */
const rounds = { least: 3, most: 12 };

/**
 * Throws a Violation that tells the processes unless one alone answers to each name; NotOffered where more consume a queue than names
 * answer for it, since two may have the same number: the first process of a container is number 1.
 */
export async function assertNamesUnique(
  celery: Pick<CeleryClient, 'processes' | 'roll' | 'queues' | 'countQueue'>,
): Promise<void> {
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
  const [first, ...others] = shared.map(causeOf);
  if (!first) {
    assertEachAnswered(concerned, { answers: told, question: 'its process' });
    for (const { name } of celery.queues) {
      const names = whoConsumes(queuesOf, name).length;
      // Where none answers, another program takes the tasks; and who has left meanwhile is no second one.
      if (names === 0 || names >= (consumers.get(name) ?? 0)) continue;
      const now = (await celery.countQueue(name))?.consumers ?? 0;
      if (names >= now) continue;
      throw new NotOffered(
        `the queue "${name}" has ${counted(now, 'consumer')} and ${counted(names, 'worker')} of it answered: two may have one name, each in a container of its own, where both are process 1, and nobody can tell them apart`,
      );
    }
    return;
  }
  throw new Violation({
    expected: 'one process behind each name of a worker',
    actual: shared.map(([name, ids]) => `${name} is answered for by ${listed(ids)}`).join('; '),
    cause: first,
    besides: others,
  });
}

const causeOf = ([name, ids]: readonly [string, readonly number[]]): Cause => ({
  id: 'name-taken-twice',
  of: name,
  sentence: `${counted(new Set(ids).size, 'worker')} are called ${name} (processes ${listed(ids)}): a command for it reaches one of them, and monitors take them for one`,
});

/** Who answers twice in a row is one process all the same. */
const listed = (processIds: readonly number[]): string => [...new Set(processIds)].join(' and ');

/** A worker that was restarted meanwhile has another process too, but the first one does not come back. */
const isTakenInTurn = (processIds: readonly number[]): boolean =>
  processIds.some((id, at) => processIds.lastIndexOf(id) > at + 1 && processIds[at + 1] !== id);
