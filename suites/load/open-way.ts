import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimDirectory } from '../../containers/with-processes/state-directory.ts';
import { openRelay, type Relay } from '../../fixtures/connection/open-relay.ts';
import { ProxyTrouble } from '../../fixtures/connection/proxy-trouble.ts';
import { trusted } from '../../fixtures/connection/secure-context.ts';
import type { Connection } from '../../targets/connection.ts';
import { hostWithPort } from '../../targets/host-and-port.ts';
import type { LoadConnection } from './load-plan.ts';

/** The way to a target as k6 takes it. Its end removes what it needed on this machine. */
export type Way = AsyncDisposable & {
  /** Goes with the plan. */
  options: LoadConnection;
  environment: Readonly<Record<string, string>>;
  /** What our own forward proxy did to k6's connections meanwhile. */
  proxyTroubles: () => ProxyTrouble[];
};

export async function openWay(connection: Connection): Promise<Way> {
  const { forwardProxy, certificateAuthority, clientCertificate, resolve = [] } = connection;
  await using ends = new AsyncDisposableStack();
  // With a proxy the relay knows where names go, and k6 asks it.
  const relay = forwardProxy && ends.use(await openRelay({ connection, speaksTls: false }));
  const options: LoadConnection = {
    ...(relay || resolve.length === 0 ? {} : { hosts: hostsOf(resolve) }),
    ...(clientCertificate ? { tlsAuth: [{ cert: clientCertificate.certificate, key: clientCertificate.key }] } : {}),
  };
  const environment = {
    ...(relay ? proxyVariables(relay) : {}),
    ...(certificateAuthority === undefined ? {} : { SSL_CERT_FILE: await authoritiesFile(certificateAuthority, ends) }),
  };
  const moved = ends.move();
  return {
    options,
    environment,
    proxyTroubles: () =>
      (relay?.troubles ?? []).map(({ error }) => error).filter((error) => error instanceof ProxyTrouble),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}

const hostsOf = (resolve: NonNullable<Connection['resolve']>) =>
  Object.fromEntries(
    resolve.map(({ host, port, address }) => [hostWithPort({ host, port }), hostWithPort({ host: address, port })]),
  );

function proxyVariables({ url, username, password }: Relay) {
  const address = url.replace('://', `://${username}:${password}@`);
  return { HTTP_PROXY: address, HTTPS_PROXY: address };
}

/** k6 reads whom to trust from one file, which takes the place of the system's. */
async function authoritiesFile(certificateAuthority: string, ends: AsyncDisposableStack): Promise<string> {
  const directory = ends.use(await claimDirectory());
  const file = join(directory.path, 'authorities.pem');
  await writeFile(file, trusted(certificateAuthority).join('\n'));
  return file;
}
