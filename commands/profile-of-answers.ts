import { dirname, relative, resolve } from 'node:path';
import { UsageError } from '../harness/usage-error.ts';
import { withConnectionFlags, type ConnectionFlags } from '../targets/connection-flags.ts';
import { surfaceNames, type SurfaceName } from '../targets/deployment.ts';
import { withServicesFlags, type ServicesFlags } from '../targets/services-flags.ts';
import { addressesIn, secretsIn } from '../targets/secrets-of.ts';
import { fromEnvironment, notOffered } from '../targets/target.ts';
import type { ConnectionProfile, FromEnvironment, IdentityProfile, Target } from '../targets/target.ts';
import { valueOfFlag } from '../targets/value-of-flag.ts';

/** What flags and questions say of a deployment; secrets only as `env:NAME`. */
export type Answers = Partial<Record<SurfaceName, string>> &
  ConnectionFlags &
  ServicesFlags & {
    name: string;
    furthestSafety?: NonNullable<Target['furthestSafety']>;
    expectedVersion?: string;
    workers?: number;
    signingKey?: string;
    token?: string;
    issuer?: string;
    subject?: string;
    tenant?: string;
    role?: string;
    otherTenant?: string;
    otherToken?: string;
  };

/** A profile, and the environment variables that must hold its secrets, each with what it is for. */
export type Written = { profile: Target; variables: ReadonlyMap<string, string> };

/** The profile that these answers make; an address that holds a secret is not written down, but named by a variable of its own. */
export function profileOf(answers: Answers, file: string): Written {
  const variables = new Map<string, string>();
  const named = (value: string | FromEnvironment, purpose: string): string | FromEnvironment => {
    if (typeof value === 'object') variables.set(value.fromEnvironment, purpose);
    return value;
  };
  const surfaceOf = (name: SurfaceName) => {
    // The guide serves the API and, under /mcp/, the MCP server from one nginx.
    const given = answers[name] ?? (name === 'proxy' ? answers.api : undefined);
    if (given === undefined || given === '') return notOffered('no address was given when this profile was written');
    return named(withoutSecret(given, answers.name, name), `the address of the ${name}`);
  };
  const identities = identitiesOf(answers, (value, purpose) => void named(value, purpose));
  const { furthestSafety, expectedVersion, workers } = answers;
  const surfaces = Object.fromEntries(surfaceNames.map((name) => [name, surfaceOf(name)])) as Target['surfaces'];
  const connection = connectionOf(answers, file);
  const services = servicesOf(answers, file);
  const profile: Target = {
    name: answers.name,
    surfaces,
    ...(connection ? { connection } : {}),
    ...(services ? { services } : {}),
    ...(identities ? { identities } : {}),
    ...(furthestSafety ? { furthestSafety } : {}),
    ...(workers === undefined ? {} : { workers: { expected: workers } }),
    ...(expectedVersion ? { expectedVersion } : {}),
  };
  return { profile, variables };
}

function withoutSecret(given: string, target: string, surface: SurfaceName): string | FromEnvironment {
  const value = valueOfFlag(given);
  if (typeof value === 'object' || !addressesIn(value).some((address) => secretsIn(address).length > 0)) return value;
  return fromEnvironment(
    `${target}_${surface}`
      .toUpperCase()
      .replaceAll(/\W+/g, '_')
      .replace(/^(?=\d)/, '_'),
  );
}

type Note = (value: FromEnvironment, purpose: string) => void;

function identitiesOf(answers: Answers, note: Note): Target['identities'] {
  const staff = identityOf(answers, note);
  const elsewhere = identityElsewhere(answers, staff, note);
  if (staff === undefined) return undefined;
  return { staff, ...(elsewhere ? { elsewhere } : {}) };
}

/** Somebody of another hospital, whose token is made with the same key, or is one of its own. */
function identityElsewhere(
  { otherTenant: tenant, otherToken }: Answers,
  staff: IdentityProfile | undefined,
  note: Note,
): IdentityProfile | undefined {
  if (tenant === undefined && otherToken === undefined) return undefined;
  if (staff === undefined)
    throw new UsageError(
      'Somebody of another hospital is compared with staff: add --signing-key or --token, and --tenant.',
    );
  if (tenant === undefined) throw new UsageError('--other-token is of another hospital: add --other-tenant NAME.');
  if (tenant === staff.tenant)
    throw new UsageError(`--other-tenant ${tenant} is the hospital of staff too. Give another one.`);
  if (otherToken === undefined && staff.kind === 'signing-key') return { ...staff, tenant };
  if (otherToken === undefined)
    throw new UsageError(
      'Whether somebody of another hospital sees nothing is asked with a token of there: name the variable that holds it (--other-token).',
    );
  const token = variableOf('--other-token', otherToken);
  note(token, `an access token of somebody of ${tenant}`);
  return { kind: 'static', token, tenant };
}

function identityOf(
  { signingKey, token, tenant, issuer, subject, role }: Answers,
  note: Note,
): IdentityProfile | undefined {
  if (signingKey === undefined && token === undefined) return undefined;
  if (signingKey !== undefined && token !== undefined)
    throw new UsageError('--signing-key and --token are two ways to the same identity. Give one of them.');
  if (tenant === undefined) throw new UsageError('An identity belongs to a hospital: add --tenant NAME.');
  if (token !== undefined) {
    const value = variableOf('--token', token);
    note(value, 'an access token of staff');
    return { kind: 'static', token: value, tenant };
  }
  const key = variableOf('--signing-key', signingKey ?? '');
  note(key, 'the key that signs access tokens (HS256)');
  return {
    kind: 'signing-key',
    key,
    issuer: issuer ?? 'medcor',
    subject: subject ?? 'medcor-verify',
    tenant,
    role: role ?? 'staff',
  };
}

/** What was given instead stays untold: it may be the secret. */
function variableOf(flag: string, given: string): FromEnvironment {
  const value = valueOfFlag(given);
  if (typeof value === 'object') return value;
  throw new UsageError(
    `${flag} takes the name of an environment variable (env:NAME): a secret is never written into a profile.`,
  );
}

const nowhere: Target = { name: '', surfaces: {} as Target['surfaces'] };

function servicesOf(flags: ServicesFlags, file: string): Target['services'] {
  const { services } = withServicesFlags(nowhere, flags);
  if (services === undefined || 'notOffered' in services || services.sshConfig === undefined) return services;
  return { ...services, sshConfig: fromFolderOf(file, services.sshConfig) };
}

/** Paths in a profile start from its folder. */
const fromFolderOf = (file: string, path: string): string => relative(dirname(resolve(file)), path);

function connectionOf(flags: ConnectionFlags, file: string): ConnectionProfile | undefined {
  const { connection = {} } = withConnectionFlags(nowhere, flags);
  if (Object.keys(connection).length === 0) return undefined;
  const fromFolder = (path: string) => fromFolderOf(file, path);
  const { certificateAuthority, clientCertificate, ...rest } = connection;
  return {
    ...rest,
    ...(certificateAuthority === undefined ? {} : { certificateAuthority: fromFolder(certificateAuthority) }),
    ...(clientCertificate === undefined
      ? {}
      : {
          clientCertificate: {
            ...clientCertificate,
            certificate: fromFolder(clientCertificate.certificate),
            ...(clientCertificate.key === undefined ? {} : { key: fromFolder(clientCertificate.key) }),
          },
        }),
  };
}
