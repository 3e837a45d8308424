import type { BrokerClient } from '../../fixtures/broker/broker-client.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless the broker refuses the user that every RabbitMQ is installed with, for the reason that it does not know it. */
export async function assertGuestRefused(
  broker: Pick<BrokerClient, 'where' | 'isLocal' | 'own' | 'handshakeAsGuest'>,
): Promise<void> {
  // One of our own has no such user, so there it can be asked.
  if (broker.isLocal && !broker.own) {
    throw new NotOffered(
      `the broker is asked at ${broker.where}, on this machine, where RabbitMQ lets guest in by itself and nobody else does`,
    );
  }
  const refusal = await broker.handshakeAsGuest();
  if (refusal?.facts.cause.id === 'credentials-refused') return;
  // The broker knows the user before it looks for the virtual host.
  if (refusal && refusal.facts.cause.id !== 'virtual-host-missing') throw refusal;
  throw new Violation({
    expected: 'the user guest with the password guest refused (403 ACCESS_REFUSED)',
    actual: refusal ? `let in, though not into this virtual host: ${refusal.facts.actual}` : 'let in',
    cause: {
      id: 'default-credentials-accepted',
      sentence: `whoever reaches ${broker.where} can log in with the credentials that every RabbitMQ is installed with`,
    },
  });
}
