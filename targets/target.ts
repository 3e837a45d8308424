import type { Safety } from '../harness/check.ts';
import type { Waiver } from '../harness/waiver.ts';
import type { Audience } from '../contract/roles.ts';
import type { Services } from './services.ts';
import type { Canaries, Dialect, Migrations, QueueProfile, SurfaceName } from './deployment.ts';

/**
 * A profile: where a deployment can be asked and what it promises there, as data. Every surface is an address or
 * `notOffered('why')`; a secret is named by its environment variable, never written down.
 */
export type Target = {
  name: string;
  surfaces: Readonly<Record<SurfaceName, string | FromEnvironment | NotOfferedSurface>>;
  /** How they are reached from here, where that is not simply by name. */
  connection?: ConnectionProfile;
  /** How the units and containers behind them can be asked; nobody asks them where this is absent. */
  services?: Services | NotOfferedSurface;
  identities?: Readonly<Record<string, IdentityProfile>>;
  /** How far the checks may go here; `observe` where absent. */
  furthestSafety?: Exclude<Safety, 'destructive'>;
  /** Checks accepted as unproven, each with the reason. */
  accepted?: Readonly<Record<string, string>>;
  /** Failures that are known and must not hold a release, each for one cause and until a day. */
  waivers?: readonly Waiver[];
  workers?: { expected?: number; results?: 'rpc' | NotOfferedSurface };
  /** Queues beside the default one, and what is promised of each: `{ name: 'reports', arguments: { 'x-max-priority': 10 }, mostWaiting: 50 }`. */
  queues?: readonly QueueProfile[];
  /** What `canary` checks may use beside the queue: none of it is created where this is absent. */
  canaries?: Canaries;
  /** Names that differ from the contract's. */
  dialect?: Partial<Dialect>;
  /** Which migration must have run last. */
  migrations?: Migrations;
  /** The version, or the commit, that must answer. */
  expectedVersion?: string;
};

/** Paths start from the folder of the profile. */
export type ConnectionProfile = {
  /** For web surfaces; `direct` names hosts that are asked without it, as in NO_PROXY. */
  forwardProxy?: { url: string | FromEnvironment; direct?: readonly string[] };
  /** A PEM file of certificates to trust beside the public ones. */
  certificateAuthority?: string;
  /** PEM files; the key may stand in the file of the certificate. */
  clientCertificate?: { certificate: string; key?: string; passphrase?: FromEnvironment };
  /** `HOST:PORT:ADDRESS` of surfaces to ask at one address: an instance behind a balancer. */
  resolve?: readonly string[];
};

export type IdentityProfile =
  | { kind: 'static'; token: FromEnvironment; tenant: string }
  | {
      kind: 'signing-key';
      key: FromEnvironment;
      issuer: string;
      audiences?: Readonly<Record<Audience, string>>;
      subject: string;
      tenant: string;
      role: string;
    };

export type FromEnvironment = { fromEnvironment: string };
export type NotOfferedSurface = { notOffered: string };

/** The value of the environment variable `name` at the time of asking. */
export const fromEnvironment = (name: string): FromEnvironment => ({ fromEnvironment: name });

/** The target has no such surface; the reason is printed with every check that needs it. */
export const notOffered = (why: string): NotOfferedSurface => ({ notOffered: why });
