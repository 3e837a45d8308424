import { BlockList, isIP } from 'node:net';
import type { HostAndPort } from './host-and-port.ts';

/**
 * Whether a host is asked without the forward proxy: loopback always, as browsers have it, and what an entry names. Entries are read as
 * in NO_PROXY: `*`, `example.org` (and all names below it), `.example.org`, an address, a network (10.0.0.0/8), each with a port or not.
 */
export function isDirect({ host, port }: HostAndPort, entries: readonly string[]): boolean {
  return isLoopback(host) || entries.some((entry) => fits(entry, { host, port }));
}

/** Whether an entry can be understood. */
export const isDirectEntry = (entry: string): boolean =>
  entry === '*' || networkOf(entry) !== undefined || addressOf(entry) !== undefined || namePattern.test(entry);

const namePattern = /^(?:\*?\.)?(?<name>[\w-]+(?:\.[\w-]+)*)\.?(?::(?<port>\d{1,5}))?$/;

function fits(entry: string, { host, port }: HostAndPort): boolean {
  if (entry === '*') return true;
  const network = networkOf(entry);
  if (network) return isIP(host) !== 0 && network.check(host, familyOf(host));
  const address = addressOf(entry);
  if (address) return address.host === host && (address.port === undefined || address.port === port);
  const { name, port: wanted } = namePattern.exec(entry)?.groups ?? {};
  if (name === undefined || (wanted !== undefined && Number(wanted) !== port)) return false;
  return host === name.toLowerCase() || host.endsWith(`.${name.toLowerCase()}`);
}

function networkOf(entry: string): BlockList | undefined {
  const [, address = '', bits = ''] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(entry) ?? [];
  if (isIP(address) === 0 || Number(bits) > (isIP(address) === 4 ? 32 : 128)) return undefined;
  const network = new BlockList();
  network.addSubnet(address, Number(bits), familyOf(address));
  return network;
}

function addressOf(entry: string): { host: string; port?: number } | undefined {
  if (isIP(entry)) return { host: entry.toLowerCase() };
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(entry) ?? [];
  const host = bracketed ?? bare ?? '';
  if (isIP(host) === 0) return undefined;
  return { host: host.toLowerCase(), ...(port === undefined ? {} : { port: Number(port) }) };
}

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** Whether an address leads to this machine: no network lies between. */
export const isOnThisMachine = (url: string): boolean => isLoopback(new URL(url).hostname.replaceAll(/[[\]]/g, ''));

/** This machine, by its name or an address without brackets. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  (isIP(host) === 4 && host.startsWith('127.'));
