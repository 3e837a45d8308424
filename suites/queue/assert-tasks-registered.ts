import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';

/** Throws a Violation that names task and worker unless each worker of the profile's queues knows each task that the target promises. */
export async function assertTasksRegistered(
  celery: Pick<CeleryClient, 'registered' | 'tasks' | 'roll'>,
): Promise<void> {
  // Workers of other queues may well have other work to do.
  const { concerned } = await celery.roll();
  const { answers } = await celery.registered(concerned);
  const lists = concerned.flatMap((worker) => {
    const known = answers.get(worker);
    return known === undefined ? [] : [{ worker, known }];
  });
  const lacking = lists.flatMap(({ worker, known }) =>
    celery.tasks.filter((task) => !known.includes(task)).map((task) => ({ worker, task })),
  );
  const [first, ...others] = lacking;
  if (!first) return assertEachAnswered(concerned, { answers, question: 'its tasks' });
  throw new Violation({
    expected: `${celery.tasks.join(', ')} on every worker`,
    actual: lacking.map(({ worker, task }) => `${worker} does not know ${task}`).join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
  });
}

const causeOf = ({ worker, task }: { worker: string; task: string }): Cause => ({
  id: 'task-not-registered',
  of: task,
  sentence: `${worker} runs code without ${task}: it refuses such a task, and its caller gets an error`,
});
