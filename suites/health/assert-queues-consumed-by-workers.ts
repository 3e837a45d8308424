import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { whoConsumes } from '../../fixtures/celery/call-roll.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

/** Throws a Violation that names the queue unless a worker that answers says of each queue that it consumes it. */
export async function assertQueuesConsumedByWorkers(celery: Pick<CeleryClient, 'queues' | 'roll'>): Promise<void> {
  const { queuesOf } = await celery.roll();
  const unattended = celery.queues.filter(({ name }) => whoConsumes(queuesOf, name).length === 0);
  const [first, ...others] = unattended;
  if (!first) return;
  const told = [...queuesOf].map(
    ([worker, names]) => `${worker} consumes ${names.map((name) => `"${name}"`).join(', ') || 'nothing'}`,
  );
  throw new Violation({
    expected: `workers that consume ${celery.queues.map(({ name }) => `"${name}"`).join(', ')}`,
    actual: told.sort().join('; ') || 'no worker says what it consumes',
    cause: causeOf(first),
    besides: others.map(causeOf),
    remedy: `sudo rabbitmqctl list_consumers -p VHOST | grep ${first.name} (whose process is it?); celery -A medcor inspect active_queues; start the workers with -Q ${first.name}`,
  });
}

const causeOf = ({ name }: { name: string }): Cause => ({
  id: 'no-worker-consumes',
  of: name,
  sentence: `no worker that answers consumes "${name}": what is taken from there is taken by somebody else, or by a worker that does not answer`,
});
