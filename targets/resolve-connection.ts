import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import type { Connection, ResolvedName } from './connection.ts';
import { surfaceNames, type Surface } from './deployment.ts';
import { hostsAndPorts, hostWithPort, type HostAndPort } from './host-and-port.ts';
import { isDirectEntry } from './direct-hosts.ts';
import { readCertificates, readPrivateKey } from './read-pem.ts';
import { parseResolveEntry } from './resolve-entry.ts';
import type { ValueOf } from './resolve-target.ts';
import type { ConnectionProfile } from './target.ts';

type Context = {
  /** The target's. */
  name: string;
  /** Absent where not all of their addresses are known. */
  surfaces: Readonly<Record<string, Surface>> | undefined;
  valueOf: ValueOf;
};

/** The way that a profile describes, with its files read and fitting each other. Throws a UsageError for what could not work. */
export function resolveConnection(profile: ConnectionProfile, { name, surfaces, valueOf }: Context): Connection {
  const { forwardProxy, certificateAuthority, clientCertificate, resolve = [] } = profile;
  const connection: Connection = {};
  if (forwardProxy) {
    const { url, direct = [] } = forwardProxy;
    const address = typeof url === 'string' ? url : valueOf(url, 'the address of its forward proxy', behindProxy);
    const hosts = direct.map((entry) => directEntry(entry, name));
    if (address !== undefined) connection.forwardProxy = { url: proxyAddress(address, name), direct: hosts };
  }
  if (certificateAuthority !== undefined) {
    const what = `the certificate authority of "${name}" (connection.certificateAuthority, --ca)`;
    connection.certificateAuthority = readCertificates({ file: certificateAuthority, what }).pem;
  }
  if (clientCertificate) {
    const { certificate, key = certificate, passphrase } = clientCertificate;
    const whatOf = (field: string, flag: string) =>
      `the ${field} of "${name}" (connection.clientCertificate.${field}, ${flag})`;
    const { pem, certificates } = readCertificates({ file: certificate, what: whatOf('certificate', '--cert') });
    const passphraseNow = passphrase && valueOf(passphrase, 'the passphrase of its client key', surfaceNames);
    const keyFile = { file: key, what: whatOf('key', '--key'), passphrase: passphraseNow };
    if (!passphrase || passphraseNow !== undefined)
      connection.clientCertificate = {
        certificate: pem,
        key: readPrivateKey(keyFile, certificates[0] as (typeof certificates)[number]),
      };
  }
  if (resolve.length > 0) connection.resolve = resolvedNames(resolve, { name, surfaces });
  return connection;
}

/** Web surfaces alone. */
const behindProxy = ['api', 'mcp', 'proxy', 'management'] as const;

/** What it says instead stays untold: it may be a secret in the wrong place. */
function proxyAddress(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return url.href;
  const kind = url ? ` (it starts with ${url.protocol}//)` : '';
  throw new UsageError(
    `The address of the forward proxy of "${name}" (connection.forwardProxy.url, --forward-proxy) is not one${kind}: it must start with http:// or https://.`,
  );
}

function directEntry(entry: string, name: string): string {
  if (isDirectEntry(entry)) return entry;
  throw new UsageError(
    `"${entry}" is no host that could be asked without the forward proxy of "${name}" (connection.forwardProxy.direct, --direct). Give a name, which stands for all below it, an address, a network (10.0.0.0/8) or *.`,
  );
}

/** Each entry must be for a surface: one for a host that nobody asks would change nothing, silently. */
function resolvedNames(
  entries: readonly string[],
  { name, surfaces }: Pick<Context, 'name' | 'surfaces'>,
): ResolvedName[] {
  const known = Object.values(surfaces ?? {}).flatMap((surface) =>
    'url' in surface ? hostsAndPorts(surface.url) : [],
  );
  const resolved = new Map<string, ResolvedName>();
  for (const entry of entries) {
    const parsed = parseResolveEntry(entry);
    if ('wrong' in parsed) throw new UsageError(`--resolve ${entry} (connection.resolve) ${parsed.wrong}.`);
    const { host, port } = parsed;
    if (surfaces && !known.some((each) => each.host === host && each.port === port))
      throw hostOfNobody(entry, parsed, { name, known });
    const key = hostWithPort(parsed);
    const before = resolved.get(key);
    if (before && before.address !== parsed.address)
      throw new UsageError(
        `--resolve gives ${key} two addresses, ${before.address} and ${parsed.address}. Ask one instance at a time.`,
      );
    resolved.set(key, parsed);
  }
  return [...resolved.values()];
}

function hostOfNobody(
  entry: string,
  { host, port }: HostAndPort,
  { name, known }: { name: string; known: readonly HostAndPort[] },
): UsageError {
  const all = [...new Set(known.map(hostWithPort))];
  const wanted = hostWithPort({ host, port });
  return new UsageError(
    `--resolve ${entry} (connection.resolve) names ${wanted}, where no surface of "${name}" is. ${didYouMean(wanted, all)}Surfaces are at: ${all.join(', ')}.`,
  );
}
