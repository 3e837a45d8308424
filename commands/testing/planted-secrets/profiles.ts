import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secrets } from './plants.ts';

export type Identity = { kind: 'static' | 'signing-key' };

const none = { notOffered: 'the stand-in has none' };

/** A profile that is written down, and the variables that hold its secrets. */
export async function deploymentOf({ folder, host, identity }: { folder: string; host: string; identity: Identity }) {
  const url = `http://${host}/`;
  const web = { api: url, mcp: url, proxy: url };
  const profile = profileOf({ surfaces: { ...noSurface, ...web }, identities: { staff: identities[identity.kind] } });
  const target = join(folder, 'profile.json');
  await writeFile(target, JSON.stringify(profile));
  return { target, variables: { STAND_IN_TOKEN: secrets.token, STAND_IN_SIGNING_KEY: secrets.signingKey } };
}

export const profileOf = (fields: object) => ({
  name: 'stand-in',
  furthestSafety: 'probe',
  surfaces: noSurface,
  ...fields,
});

export const noSurface = {
  api: none,
  mcp: none,
  proxy: none,
  broker: none,
  management: none,
  database: none,
  cache: none,
};

const identities = {
  static: { kind: 'static', token: { fromEnvironment: 'STAND_IN_TOKEN' }, tenant: 'north' },
  'signing-key': {
    kind: 'signing-key',
    key: { fromEnvironment: 'STAND_IN_SIGNING_KEY' },
    issuer: 'medcor',
    subject: 'medcor-verify',
    tenant: 'north',
    role: 'staff',
  },
};

/** User and password of a `Basic` header. */
export function basic(header: string): { user: string; password: string } {
  const decoded = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
  return { user: decoded.slice(0, decoded.indexOf(':')), password: decoded.slice(decoded.indexOf(':') + 1) };
}
