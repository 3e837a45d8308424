import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';

/** Throws a Violation that names task and worker unless all workers of a queue know the same tasks: any of them may take one. */
export async function assertOneTaskList(celery: Pick<CeleryClient, 'registered' | 'roll' | 'queues'>): Promise<void> {
  const { queuesOf, concerned } = await celery.roll();
  const { answers } = await celery.registered(concerned);
  // Workers of other queues may well have other work to do.
  const lacking = celery.queues.flatMap(({ name }) =>
    lackingAmong(name, { workers: whoConsumes(queuesOf, name), answers }),
  );
  const [first, ...others] = lacking;
  if (!first) return assertEachAnswered(concerned, { answers, question: 'its tasks' });
  throw new Violation({
    expected: `the same tasks on every worker of the queue "${first.queue}"`,
    actual: lacking.map(({ worker, task }) => `${worker} does not know ${task}`).join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
  });
}

const causeOf = ({ worker, task }: { worker: string; task: string }): Cause => ({
  id: 'task-lists-differ',
  of: task,
  sentence: `${worker} does not know ${task}, which another worker of the same queue does: whoever calls it gets an error now and then`,
});

/** Which task that one worker of a queue knows another one of it does not. */
function lackingAmong(
  queue: string,
  { workers, answers }: { workers: readonly string[]; answers: ReadonlyMap<string, readonly string[]> },
) {
  const lists = workers.flatMap((worker) => {
    const tasks = answers.get(worker);
    return tasks === undefined ? [] : [{ worker, tasks }];
  });
  const all = new Set(lists.flatMap(({ tasks }) => tasks));
  return lists.flatMap(({ worker, tasks }) =>
    [...all].filter((task) => !tasks.includes(task)).map((task) => ({ queue, worker, task })),
  );
}
