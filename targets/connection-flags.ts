import { resolve as absolute } from 'node:path';
import { UsageError } from '../harness/usage-error.ts';
import { parseResolveEntry } from './resolve-entry.ts';
import type { ConnectionProfile, FromEnvironment, Target } from './target.ts';
import { valueOfFlag } from './value-of-flag.ts';

/** What the command line says of the way to a target; each flag takes the place of what the profile says of the same. */
export type ConnectionFlags = {
  forwardProxy?: string;
  direct?: string[];
  ca?: string;
  cert?: string;
  key?: string;
  keyPassphrase?: string;
  resolve?: string[];
};

const spellings: Readonly<Record<keyof ConnectionFlags, string>> = {
  forwardProxy: '--forward-proxy',
  direct: '--direct',
  ca: '--ca',
  cert: '--cert',
  key: '--key',
  keyPassphrase: '--key-passphrase',
  resolve: '--resolve',
};

/** The first of these flags that was given, as it is spelt. */
export const connectionFlagIn = (flags: ConnectionFlags): string | undefined =>
  Object.entries(spellings).find(([name]) => flags[name as keyof ConnectionFlags] !== undefined)?.[1];

export function withConnectionFlags(target: Target, flags: ConnectionFlags): Target {
  const { connection = {} } = target;
  return { ...target, connection: { ...connection, ...connectionOf(flags, connection) } };
}

function connectionOf(flags: ConnectionFlags, before: ConnectionProfile): ConnectionProfile {
  const { forwardProxy, direct = [], ca, cert, resolve = [] } = flags;
  const url = forwardProxy === undefined ? before.forwardProxy?.url : valueOfFlag(forwardProxy);
  if (url === undefined && direct.length > 0)
    throw new UsageError(
      '--direct names hosts to ask without the forward proxy, and there is none: add --forward-proxy URL.',
    );
  return {
    ...(url === undefined
      ? {}
      : { forwardProxy: { url, direct: [...(before.forwardProxy?.direct ?? []), ...direct] } }),
    ...(ca === undefined ? {} : { certificateAuthority: absolute(ca) }),
    ...(cert === undefined ? refuseKeyAlone(flags) : { clientCertificate: clientCertificateOf(cert, flags) }),
    ...(resolve.length === 0 ? {} : { resolve: [...otherEntries(before.resolve ?? [], resolve), ...resolve] }),
  };
}

function clientCertificateOf(certificate: string, { key, keyPassphrase }: ConnectionFlags) {
  const passphrase = keyPassphrase === undefined ? undefined : passphraseOf(keyPassphrase);
  return {
    certificate: absolute(certificate),
    ...(key === undefined ? {} : { key: absolute(key) }),
    ...(passphrase ? { passphrase } : {}),
  };
}

function passphraseOf(text: string): FromEnvironment {
  const value = valueOfFlag(text);
  if (typeof value === 'object') return value;
  throw new UsageError(
    '--key-passphrase takes the name of an environment variable (env:NAME): on the command line everybody on this machine could read it.',
  );
}

function refuseKeyAlone({ key, keyPassphrase }: ConnectionFlags): Record<string, never> {
  if (key === undefined && keyPassphrase === undefined) return {};
  throw new UsageError('--key and --key-passphrase belong to a client certificate: add --cert FILE.');
}

/** The profile's entries for what no flag speaks of. */
function otherEntries(entries: readonly string[], flags: readonly string[]): string[] {
  const nameOf = (entry: string) => {
    const parsed = parseResolveEntry(entry);
    return 'wrong' in parsed ? entry : `${parsed.host}:${parsed.port}`;
  };
  const spoken = new Set(flags.map(nameOf));
  return entries.filter((entry) => !spoken.has(nameOf(entry)));
}
