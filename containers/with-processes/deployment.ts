import { migrations } from '../../contract/database.ts';
import { audiences, type Role, tenants, tokenIssuer } from '../../contract/roles.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { notOffered } from '../../targets/target.ts';
import type { Deployment, Identity } from '../../targets/deployment.ts';

export type DeploymentFacts = {
  ports: { nginx: number; mcp: number };
  urls: { database: string; cache: string; broker: string; management: string };
  signingKey: string;
  version: string;
  /** The stack's own. */
  folder: string;
  /** Whom to trust where nginx speaks https. */
  authority?: string;
};

/** A stack of our own as fixtures and checks see it. */
export const ownDeployment = ({
  ports,
  urls,
  signingKey,
  version,
  folder,
  authority,
}: DeploymentFacts): Deployment => ({
  name: 'own stack',
  surfaces: {
    api: { url: webUrl(ports.nginx, authority) },
    proxy: { url: webUrl(ports.nginx, authority) },
    mcp: { url: `http://127.0.0.1:${ports.mcp}/` },
    broker: { url: urls.broker },
    management: { url: urls.management },
    database: { url: urls.database },
    cache: { url: urls.cache },
  },
  ...(authority === undefined ? {} : { connection: { certificateAuthority: authority } }),
  identities: {
    staff: identity(signingKey, 'staff-north', tenants.north, 'staff'),
    doctorElsewhere: identity(signingKey, 'doctor-south', tenants.south, 'doctor'),
  },
  services: notOffered('neither systemd nor Compose runs the programs of this stack: medcor-verify itself does'),
  furthestSafety: 'destructive',
  accepted: {},
  workers: { expected: 1, results: 'rpc' },
  canaries: { appointment: { doctor: 'doctor-of-canaries', specialty: 'verification' } },
  dialect: contractDialect,
  migrations,
  expectedVersion: version,
  own: true,
  ledgerDirectory: folder,
});

const webUrl = (port: number, authority: string | undefined): string =>
  `${authority === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`;

const identity = (key: string, subject: string, tenant: string, role: Role): Identity => ({
  kind: 'signing-key',
  key,
  issuer: tokenIssuer,
  audiences,
  subject,
  tenant,
  role,
});
