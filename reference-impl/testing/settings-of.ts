import { tokenIssuer } from '../../contract/roles.ts';

export const signingKey = 'a signing key of thirty-two bytes';

type Surface = { url: string } | { notOffered: string };
type StackLike = { deployment: { surfaces: Readonly<Record<'database' | 'cache' | 'broker', Surface>> } };

/** A server in this process over the services of a stack. */
export const settingsOf = ({ deployment: { surfaces } }: StackLike) => ({
  databaseUrl: urlOf(surfaces.database),
  cacheUrl: urlOf(surfaces.cache),
  brokerUrl: urlOf(surfaces.broker),
  signingKey,
  issuer: tokenIssuer,
  allowedHosts: [],
  version: '1.2.3',
  commit: 'abc1234',
});

export function urlOf(surface: Surface): string {
  if ('notOffered' in surface) throw new Error(`A stack of our own offers everything, but: ${surface.notOffered}`);
  return surface.url;
}
