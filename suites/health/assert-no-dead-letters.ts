import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { ManagementClient } from '../../fixtures/management/management-client.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';

type Asked = {
  celery: Pick<CeleryClient, 'countQueue' | 'queues'>;
  management: Pick<ManagementClient, 'deadLetterQueues'>;
};

/** Throws a Violation that names the queue and where it is filled from unless no dead letter waits for somebody to look at it. */
export async function assertNoDeadLetters({ celery, management }: Asked): Promise<Observations> {
  const promised = new Set(celery.queues.map(({ name }) => name));
  // Counted by the broker itself: the plugin's own counts are seconds old.
  const countOf = async (name: string) => (await celery.countQueue(name)) ?? { ready: 0, consumers: 0 };
  const isRead = async (name: string) => promised.has(name) || (await countOf(name)).consumers > 0;
  const ends = (await management.deadLetterQueues(isRead)).filter(({ name }) => !promised.has(name));
  const all = await Promise.all(ends.map(async (end) => ({ ...end, ...(await countOf(end.name)) })));
  // Where somebody consumes, they are looked after: what has been tried again waits its turn.
  const filled = all.filter(({ ready, consumers }) => ready > 0 && consumers === 0);
  const [first, ...others] = filled.map((end) => causeOf(end, promised));
  if (!first) return { deadLetterQueues: ends.map(({ name }) => name).join(', ') || 'none' };
  throw new Violation({
    expected: 'no message in a dead-letter queue',
    actual: filled.map(({ name, ready }) => `${counted(ready, 'message')} in "${name}"`).join('; '),
    cause: first,
    besides: others,
  });
}

const causeOf = ({ name, from }: End, promised: ReadonlySet<string>): Cause => ({
  id: 'dead-letters',
  of: name,
  sentence: `"${name}" keeps what was rejected or has expired in ${namesOf(from, promised)}: work that nobody has done`,
});

type End = { name: string; from: readonly string[] };

/** The queues of the profile first: under a policy for all queues, those of every worker come here too. */
function namesOf(queues: readonly string[], promised: ReadonlySet<string>): string {
  const first = [...queues].sort((one, other) => Number(promised.has(other)) - Number(promised.has(one)));
  const rest = first.length - mostNamed;
  const named = first.slice(0, mostNamed).map((name) => `"${name}"`);
  return `${named.join(', ')}${rest > 0 ? ` and ${counted(rest, 'other queue')}` : ''}`;
}

const mostNamed = 3;
