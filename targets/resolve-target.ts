import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { audiences } from '../contract/roles.ts';
import { UsageError } from '../harness/usage-error.ts';
import { contractDialect } from './contract-dialect.ts';
import { resolveConnection } from './resolve-connection.ts';
import type { Deployment, Identity, Surface, SurfaceName } from './deployment.ts';
import { nowhere, whyNoAddress } from './surface-schemes.ts';
import { undeclaredProxy } from './undeclared-proxy.ts';
import { variableCalled } from './value-of-flag.ts';
import type { FromEnvironment, IdentityProfile, NotOfferedSurface, Target } from './target.ts';

/** A variable that the environment does not hold, what it is for, and the surfaces that nobody can ask without it. */
export type Unset = { variable: string; purpose: string; surfaces: readonly SurfaceName[] };

export type ValueOf = (
  named: FromEnvironment,
  purpose: string,
  surfaces?: readonly SurfaceName[],
) => string | undefined;

/**
 * The deployment that a target means now. Throws a UsageError for a secret that the environment does not hold; whoever needs none hands
 * in `unset`, in which these are noted, while something that opens nothing stands in their places.
 */
export function resolveTarget(
  target: Target,
  environment: Readonly<Record<string, string | undefined>>,
  unset?: Unset[],
): Deployment {
  const valueOf: ValueOf = ({ fromEnvironment: name }, purpose, surfaces = []) => {
    const value = environment[name];
    if (value) {
      refuseStrayWhiteSpace(
        value,
        `The target "${target.name}" takes ${purpose} from ${variableCalled(name)}`,
        purpose,
      );
      return value;
    }
    if (unset === undefined)
      throw new UsageError(
        `The target "${target.name}" takes ${purpose} from ${variableCalled(name)}, which is not set. Set it and ask again.`,
      );
    unset.push({ variable: variableCalled(name), purpose, surfaces });
    return undefined;
  };
  const surfaceOf = (surface: SurfaceName, profile: string | FromEnvironment | NotOfferedSurface): Surface => {
    if (typeof profile === 'object' && 'notOffered' in profile) return profile;
    const url =
      typeof profile === 'string'
        ? profile
        : (valueOf(profile, `the address of its ${surface}`, [surface]) ?? nowhere(surface));
    const from = typeof profile === 'string' ? `--${surface}` : variableCalled(profile.fromEnvironment);
    const why = whyNoAddress(surface, url);
    if (why !== undefined)
      throw new UsageError(`The address of the ${surface} of "${target.name}" (${from}) is not one: it ${why}.`);
    refuseWhatIsBehindThePath(url, `${surface} of "${target.name}" (${from})`, surface);
    return { url: withClosingSlash(surface, url) };
  };
  const identityOf = (name: string, profile: IdentityProfile): Identity =>
    profile.kind === 'static'
      ? { ...profile, token: valueOf(profile.token, `the token of ${name}`) ?? randomUUID() }
      : { audiences, ...profile, key: valueOf(profile.key, `the signing key of ${name}`) ?? randomUUID() };
  const { expected, results = 'rpc' } = target.workers ?? {};
  const surfaces = mapRecord(target.surfaces, surfaceOf);
  const known = unset?.some((each) => each.surfaces.length > 0) ? undefined : surfaces;
  const connection = resolveConnection(target.connection ?? {}, { name: target.name, surfaces: known, valueOf });
  const undeclared = connection.forwardProxy ? undefined : undeclaredProxy(environment);
  return {
    name: target.name,
    surfaces,
    connection: { ...connection, ...(undeclared ? { undeclaredProxy: undeclared } : {}) },
    ...(target.services ? { services: resolveServices(target.services, target.name) } : {}),
    identities: mapRecord(target.identities ?? {}, identityOf),
    furthestSafety: target.furthestSafety ?? 'observe',
    accepted: target.accepted ?? {},
    ...(target.waivers ? { waivers: target.waivers } : {}),
    workers: { results, ...(expected === undefined ? {} : { expected }) },
    ...(target.queues ? { queues: target.queues } : {}),
    ...(target.canaries ? { canaries: target.canaries } : {}),
    dialect: { ...contractDialect, ...target.dialect },
    ...(target.migrations ? { migrations: target.migrations } : {}),
    ...(target.expectedVersion === undefined ? {} : { expectedVersion: target.expectedVersion }),
    own: false,
  };
}

/** What ssh would say of a file that is not there is told before the first request. */
function resolveServices(services: NonNullable<Target['services']>, name: string): NonNullable<Target['services']> {
  if ('notOffered' in services || services.sshConfig === undefined || existsSync(services.sshConfig)) return services;
  throw new UsageError(
    `The configuration of ssh for "${name}" (services.sshConfig, --ssh-config) is not there: ${services.sshConfig}. Give a file as ssh_config(5) has it, or leave it out for that of this user.`,
  );
}

/** No header carries it, and a driver would drop or send it as it likes: what is refused then is told as the target's own doing. */
function refuseStrayWhiteSpace(value: string, taken: string, purpose: string): void {
  if (/^[\r\n]|[\r\n]$/.test(value))
    throw new UsageError(
      `${taken}, which begins or ends with a line break, as a file read whole has it. Set it without (what a shell reads by $(cat FILE) has none) and ask again.`,
    );
  if (purpose.startsWith('the token') && /\s/.test(value))
    throw new UsageError(
      `${taken}, which holds white space, and no token does. Set it to the token alone and ask again.`,
    );
}

const webSurfaces: ReadonlySet<SurfaceName> = new Set(['api', 'mcp', 'proxy', 'management']);

/** Paths are joined to a web address, so a query or a fragment would be lost, and with it the last part of the path: another place. */
function refuseWhatIsBehindThePath(url: string, whose: string, surface: SurfaceName): void {
  if (!webSurfaces.has(surface) || !/[?#]/.test(url)) return;
  throw new UsageError(
    `The address of the ${whose} has a "?" or a "#" in it, and must end with its path. Leave out the rest.`,
  );
}

/** Paths are joined to web addresses as they are, so those end with a slash. */
const withClosingSlash = (name: SurfaceName, url: string) =>
  webSurfaces.has(name) && !url.endsWith('/') ? `${url}/` : url;

const mapRecord = <Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  change: (key: Key, value: From) => To,
) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key as Key, value as From)])) as Record<
    Key,
    To
  >;
