import type { BrokerClient } from '../../fixtures/broker/broker-client.ts';
import { publishingBlocked } from '../../fixtures/broker/publishing-blocked.ts';
import type { Observations } from '../../harness/check.ts';

/** A broker confirms in a millisecond; one that writes to a busy disk in tens. */
const deadlineMs = 2000;

/** Throws a Violation that names the alarm unless the broker takes a message in time. */
export async function assertTakesMessages(broker: Pick<BrokerClient, 'takesMessage'>): Promise<Observations> {
  const taking = await broker.takesMessage({ deadlineMs });
  if (taking.kind === 'taken') return { confirmedAfter: `${taking.afterMs} ms` };
  const expected = `a broker that takes a message within ${deadlineMs} ms`;
  throw publishingBlocked(taking.kind === 'blocked' ? taking.reason : undefined, expected);
}
