import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { missingQueue } from './told-of-workers.ts';
import { leftEach, type LeftViolation } from './leave-to.ts';

/**
 * Throws a Violation with the broker's own words unless every queue would be declared again as it is promised. That there is none is left
 * to the check that looks for it.
 */
export async function assertQueuesAsPromised(celery: Pick<CeleryClient, 'queues' | 'compareQueue'>): Promise<void> {
  const compared = await Promise.all(
    celery.queues.map(async (promise) => ({ promise, found: await celery.compareQueue(promise) })),
  );
  const wrong = compared.flatMap(({ promise, found }) => (found.is === 'as-promised' ? [] : [{ promise, found }]));
  const expected = celery.queues.map(({ name, arguments: all }) => `"${name}" ${withArguments(all)}`).join('; ');
  const actual = wrong.map((each) => `"${each.promise.name}": ${howItIs(each.found)}`).join('; ');
  const [first, ...others] = wrong.map((each): LeftViolation => ({
    seen: new Violation({ expected, actual, cause: causeOf(each) }),
    to: each.found.is === 'missing' ? missingQueue : [],
  }));
  if (first) throw leftEach([first, ...others]);
}

type Wrong = { is: 'missing' } | { is: 'different'; argument: string; said: string };

const causeOf = ({ promise: { name }, found }: { promise: { name: string }; found: Wrong }): Cause =>
  found.is === 'missing'
    ? { id: 'queue-missing', of: name, sentence: `the queue "${name}" does not exist: no worker has declared it` }
    : {
        id: 'queue-arguments-differ',
        of: name,
        sentence: `the queue "${name}" has another ${found.argument} than promised: whoever declares it as promised, as Celery does before it publishes, is refused (406), and a worker that does ends`,
      };

const howItIs = (found: Wrong): string =>
  found.is === 'missing' ? 'no such queue' : `${found.argument}: ${found.said}`;

function withArguments(all: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(all).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return told.length === 0 ? 'without arguments' : `with ${told.join(', ')}`;
}
