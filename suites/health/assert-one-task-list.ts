import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation } from '../../harness/violation.ts';
import { countWorkers } from './count-workers.ts';

/** Throws a Violation that names task and worker unless all workers of the default queue know the same tasks: any of them may take one. */
export async function assertOneTaskList(
  celery: Pick<CeleryClient, 'registered' | 'activeQueues' | 'countQueue' | 'queue'>,
): Promise<void> {
  const atLeast = await countWorkers(celery);
  const [registered, consumed] = await Promise.all([celery.registered({ atLeast }), celery.activeQueues({ atLeast })]);
  // Workers of other queues may well have other work to do.
  const lists = [...registered.answers].filter(([worker]) => consumed.answers.get(worker)?.includes(celery.queue));
  if (lists.length === 0) {
    throw new Violation({
      expected: `tasks of the workers of the queue "${celery.queue}"`,
      actual: 'no worker of it says which tasks it knows',
      cause: { id: 'worker-silent', sentence: 'a worker answered a ping and then not the question for its tasks' },
    });
  }
  const all = new Set(lists.flatMap(([, tasks]) => tasks));
  const lacking = lists.flatMap(([worker, tasks]) =>
    [...all].filter((task) => !tasks.includes(task)).map((task) => ({ worker, task })),
  );
  const [first] = lacking;
  if (!first) return;
  throw new Violation({
    expected: `the same tasks on every worker of the queue "${celery.queue}"`,
    actual: lacking.map(({ worker, task }) => `${worker} does not know ${task}`).join('; '),
    cause: {
      id: 'task-lists-differ',
      sentence: `${first.worker} does not know ${first.task}, which another worker of the same queue does: whoever calls it gets an error now and then`,
    },
  });
}
