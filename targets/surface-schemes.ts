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

export const isAddressOf = (name: SurfaceName, text: string): boolean =>
  URL.canParse(text) && schemes[name].includes(new URL(text).protocol);

/** `http:// or https://` */
export const beginningsOf = (name: SurfaceName): string => schemes[name].map((scheme) => `${scheme}//`).join(' or ');
