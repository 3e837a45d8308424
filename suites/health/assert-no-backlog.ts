import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

/** Throws a Violation that names the queue unless each holds no more waiting tasks than is promised of it. */
export async function assertNoBacklog(celery: Pick<CeleryClient, 'queues' | 'countQueue'>): Promise<Observations> {
  const counted = await Promise.all(
    celery.queues.map(async (promise) => ({ ...promise, counts: await celery.countQueue(promise.name) })),
  );
  // One that is missing holds nothing, and is told by another check.
  const queues = counted.flatMap(({ counts, ...promise }) => (counts ? [{ ...promise, ...counts }] : []));
  const tooMany = queues.filter(({ ready, mostWaiting }) => ready > mostWaiting);
  const [first, ...others] = tooMany;
  if (!first) return { waiting: queues.map(({ name, ready }) => `${ready} in "${name}"`).join(', ') };
  throw new Violation({
    expected: tooMany.map(({ name, mostWaiting }) => `at most ${mostWaiting} waiting tasks in "${name}"`).join('; '),
    actual: tooMany
      .map(
        ({ name, ready, consumers }) =>
          `${ready} in "${name}", which has ${consumers} ${consumers === 1 ? 'consumer' : 'consumers'}`,
      )
      .join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
  });
}

const causeOf = ({ name }: { name: string }): Cause => ({
  id: 'backlog',
  of: name,
  sentence: `tasks come faster into "${name}" than its workers take them out, or the workers hang`,
});
