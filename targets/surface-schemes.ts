import type { SurfaceName } from './deployment.ts';

/** How the address of each surface begins. */
const schemes: Readonly<Record<SurfaceName, readonly string[]>> = {
  api: ['http:', 'https:'],
  mcp: ['http:', 'https:'],
  proxy: ['http:', 'https:'],
  management: ['http:', 'https:'],
  broker: ['amqp:', 'amqps:', 'pyamqp:'],
  database: ['postgres:', 'postgresql:'],
  cache: ['redis:', 'rediss:'],
};

/**
 * What is wrong with a text as an address of the surface, to read on after it; undefined where it has a host. PostgreSQL's may name the
 * folder of a socket behind it instead. Tells nothing of the text: it may be a secret in the wrong place.
 */
export function whyNoAddress(name: SurfaceName, text: string): string | undefined {
  if (schemes[name].some((scheme) => text.startsWith(`${scheme}//`))) {
    const trouble = troubleWithHost(text);
    if (trouble !== undefined) return trouble;
  }
  return isAddress(name, text) ? undefined : `must start with ${beginningsOf(name)}`;
}

/** What other programs take as an address, and URLs are not. */
function troubleWithHost(text: string): string | undefined {
  const authority = text.replace(/^[a-z]+:\/\//, '').split(/[/?#]/)[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host.includes(',')) {
    return 'names several hosts, and a run asks one: give one of them (for Celery\'s brokers behind each other, whole addresses with ";" between)';
  }
  if (/^\[[^\]]*%/.test(host))
    return 'names a zone of IPv6 ("%"), which an address cannot have: leave the zone out, or give a name of that host';
  const port = Number(/:(\d+)$/.exec(host)?.[1] ?? 0);
  return port > 65_535 ? 'has a port above 65535, which is the last one' : undefined;
}

function isAddress(name: SurfaceName, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, searchParams } = new URL(text);
  return schemes[name].includes(protocol) && (hostname !== '' || (name === 'database' && searchParams.has('host')));
}

/** Stands for an address that is not known: nobody is ever there (RFC 2606). */
export const nowhere = (name: SurfaceName): string => `${schemes[name][1]}//not-set.invalid/`;

/** `http:// or https://` */
export const beginningsOf = (name: SurfaceName): string => schemes[name].map((scheme) => `${scheme}//`).join(' or ');
