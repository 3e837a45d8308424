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

/** Whether a text is an address with a host. PostgreSQL's may name the folder of a socket behind it instead. */
export function isAddressOf(name: SurfaceName, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, searchParams } = new URL(text);
  return schemes[name].includes(protocol) && (hostname !== '' || (name === 'database' && searchParams.has('host')));
}

/** `http:// or https://` */
export const beginningsOf = (name: SurfaceName): string => schemes[name].map((scheme) => `${scheme}//`).join(' or ');
