import { isIP } from 'node:net';
import type { ResolvedName } from './connection.ts';

/** Reads curl's `HOST:PORT:ADDRESS`, IPv6 in brackets. What is wrong with it as a sentence's end where it is none. */
export function parseResolveEntry(text: string): ResolvedName | { wrong: string } {
  const [, host = '', portText = '', inBrackets, bare] = /^([^:[\]]+):(\d{1,5}):(?:\[(.*)\]|(.*))$/.exec(text) ?? [];
  if (host === '') return { wrong: 'must be HOST:PORT:ADDRESS, e.g. api.example.org:443:10.0.0.7 (IPv6 in brackets)' };
  if (isIP(host))
    return { wrong: `must begin with a name, and ${host} is an address already: give that to the surface` };
  const port = Number(portText);
  if (port < 1 || port > 65_535) return { wrong: `must have a port from 1 to 65535, and has ${portText}` };
  const address = inBrackets ?? bare ?? '';
  if (!isIP(address)) return { wrong: `must end with an IP address, and ends with "${address}"` };
  return { host: host.toLowerCase(), port, address };
}
