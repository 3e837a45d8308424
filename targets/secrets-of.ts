import type { Deployment, Surface } from './deployment.ts';

/** Every value of a deployment that no output may show: passwords in addresses, tokens, signing keys. */
export function secretsOf(deployment: Deployment): string[] {
  const passwords = Object.values<Surface>(deployment.surfaces).flatMap((surface) =>
    'url' in surface && URL.canParse(surface.url) ? passwordsIn(new URL(surface.url)) : [],
  );
  const held = Object.values(deployment.identities).map((identity) =>
    identity.kind === 'static' ? identity.token : identity.key,
  );
  return [...passwords, ...held];
}

/** As it stands in the address and as it is sent. */
const passwordsIn = ({ password }: URL): string[] => (password === '' ? [] : [password, decodeURIComponent(password)]);
