import { redactor, type Redact } from '../harness/redact.ts';
import type { Deployment, Surface } from './deployment.ts';
import { addressesIn, secretsOf } from './secrets-of.ts';

/** Removes the secrets of a deployment from whatever is told of it, and leaves its own words: its name, its hosts, its queue. */
export const redactorOf = (deployment: Deployment): Redact =>
  redactor(secretsOf(deployment), { sayable: wordsOf(deployment) });

function wordsOf({ name, surfaces, dialect, identities, expectedVersion = '' }: Deployment): string[] {
  const addresses = Object.values<Surface>(surfaces).flatMap((surface) =>
    'url' in surface ? addressesIn(surface.url) : [],
  );
  const inAddresses = addresses.flatMap(({ hostname, pathname, username, password, protocol }) => [
    hostname,
    pathname,
    // Alone it is a token in a web address.
    password !== '' || !/^https?:$/.test(protocol) ? username : '',
  ]);
  const tenants = Object.values(identities).map(({ tenant }) => tenant);
  const words = [name, dialect.queue, ...dialect.tasks, ...tenants, ...inAddresses, expectedVersion];
  return words.filter((word) => word.length > 1);
}
