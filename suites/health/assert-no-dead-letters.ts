import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { ManagementClient } from '../../fixtures/management/management-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';

type Asked = {
  celery: Pick<CeleryClient, 'countQueue' | 'queues'>;
  management: Pick<ManagementClient, 'deadLetterQueues'>;
};

/** Throws a Violation that names the queue and where it is filled from unless no dead letter waits for somebody to look at it. */
export async function assertNoDeadLetters({ celery, management }: Asked): Promise<Observations> {
  const promised = new Set(celery.queues.map(({ name }) => name));
  const ends = (await management.deadLetterQueues()).filter(({ name }) => !promised.has(name));
  // Counted by the broker itself: the plugin's own counts are seconds old.
  const counted = await Promise.all(
    ends.map(async (end) => ({ ...end, waiting: (await celery.countQueue(end.name))?.ready ?? 0 })),
  );
  const filled = counted.filter(({ waiting }) => waiting > 0);
  const [first] = filled;
  if (!first) return { deadLetterQueues: ends.map(({ name }) => name).join(', ') || 'none' };
  throw new Violation({
    expected: 'no message in a dead-letter queue',
    actual: filled
      .map(({ name, waiting }) => `${waiting} ${waiting === 1 ? 'message' : 'messages'} in "${name}"`)
      .join('; '),
    cause: {
      id: 'dead-letters',
      sentence: `"${first.name}" keeps what was rejected or has expired in ${first.from.map((from) => `"${from}"`).join(', ')}: work that nobody has done`,
    },
  });
}
