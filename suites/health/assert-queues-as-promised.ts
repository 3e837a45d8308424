import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation with the broker's own words unless every queue would be declared again as it is promised. */
export async function assertQueuesAsPromised(celery: Pick<CeleryClient, 'queues' | 'compareQueue'>): Promise<void> {
  const compared = await Promise.all(
    celery.queues.map(async (promise) => ({ promise, found: await celery.compareQueue(promise) })),
  );
  const wrong = compared.flatMap(({ promise, found }) => (found.is === 'as-promised' ? [] : [{ promise, found }]));
  const [first] = wrong;
  if (!first) return;
  const { promise, found } = first;
  throw new Violation({
    expected: celery.queues.map(({ name, arguments: all }) => `"${name}" ${withArguments(all)}`).join('; '),
    actual: wrong.map((each) => `"${each.promise.name}": ${howItIs(each.found)}`).join('; '),
    cause:
      found.is === 'missing'
        ? { id: 'queue-missing', sentence: `the queue "${promise.name}" does not exist: no worker has declared it` }
        : {
            id: 'queue-arguments-differ',
            sentence: `the queue "${promise.name}" has another ${found.argument} than promised: whoever declares it as promised, as Celery does before it publishes, is refused (406), and a worker that does ends`,
          },
  });
}

const howItIs = (found: { is: 'missing' } | { is: 'different'; argument: string; said: string }): string =>
  found.is === 'missing' ? 'no such queue' : `${found.argument}: ${found.said}`;

function withArguments(all: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(all).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return told.length === 0 ? 'without arguments' : `with ${told.join(', ')}`;
}
