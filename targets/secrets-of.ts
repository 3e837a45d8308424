import { isSecretName } from '../harness/redact.ts';
import type { Connection } from './connection.ts';
import type { Deployment, Surface } from './deployment.ts';

/** Every value of a deployment that no output may show: passwords and tokens in addresses, tokens, signing keys. */
export function secretsOf(deployment: Deployment): string[] {
  const inAddresses = Object.values<Surface>(deployment.surfaces).flatMap((surface) =>
    'url' in surface ? addressesIn(surface.url).flatMap(secretsIn) : [],
  );
  const held = Object.values(deployment.identities).map((identity) =>
    identity.kind === 'static' ? identity.token : identity.key,
  );
  return [...inAddresses, ...held, ...secretsOfConnection(deployment.connection ?? {})];
}

/** A broker's may be several behind each other, as Celery takes them. */
export const addressesIn = (text: string): URL[] =>
  text
    .split(';')
    .map((each) => each.trim())
    .flatMap((each) => (URL.canParse(each) ? [new URL(each)] : []));

function secretsOfConnection({ forwardProxy, clientCertificate }: Connection): string[] {
  // Line by line, as a library would quote it, and without the frame, which is the same in each key and in certificates.
  const lines = clientCertificate?.key.split('\n').filter((line) => line !== '' && !line.startsWith('-----')) ?? [];
  return [...(forwardProxy ? secretsIn(new URL(forwardProxy.url)) : []), ...lines];
}

/** As they stand in the address and as they are sent. */
export function secretsIn({ protocol, username, password, search }: URL): string[] {
  // A user without a password is a token in these addresses, and a name in those of brokers and databases.
  const token = password === '' && /^(https?|rediss?):$/.test(protocol) ? username : '';
  const parameters = search
    .slice(1)
    .split('&')
    .map((parameter) => /^([^=]*)=(.*)$/s.exec(parameter))
    .flatMap((match) => (match?.[1] && match[2] && isSecretName(decoded(match[1])) ? [match[2]] : []));
  const plain = [password, token, ...parameters].filter((secret) => secret !== '');
  const pair = `${decoded(username)}:${decoded(password)}`;
  // Basic authentication sends both in one: neither is found in it by itself.
  const basic = password === '' && token === '' ? [] : [Buffer.from(pair).toString('base64')];
  return [...new Set([...plain, ...plain.map(decoded), ...basic])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % stands for itself.
    return text;
  }
}
