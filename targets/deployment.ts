import type { QueuePromise } from '../contract/tasks.ts';
import type { Safety } from '../harness/check.ts';
import type { Waiver } from '../harness/waiver.ts';
import type { Audience } from '../contract/roles.ts';
import type { Connection } from './connection.ts';
import type { Services } from './services.ts';

/** Where a deployment can be asked, or why it cannot. */
export type Surface = { url: string } | { notOffered: string };

export const surfaceNames = ['api', 'mcp', 'proxy', 'broker', 'management', 'database', 'cache'] as const;
export type SurfaceName = (typeof surfaceNames)[number];

/**
 * How to get an access token: handed over as it is, or signed with the target's own key (HS256), which also allows tokens that
 * must be refused.
 */
export type Identity =
  | { kind: 'static'; token: string; tenant: string }
  | {
      kind: 'signing-key';
      key: string;
      issuer: string;
      audiences: Readonly<Record<Audience, string>>;
      subject: string;
      tenant: string;
      role: string;
    };

/** An appointment is booked with this doctor, whose calendar nobody else looks at. */
export type Canaries = { appointment?: { doctor: string; specialty: string } };

/** The table in which a framework notes down which migrations have run (columns `id`, `name`, with Django `app`), and the newest one. */
export type Migrations = { table: string; newest: string; app?: string | undefined };

/** Names that differ from the contract's. */
export type Dialect = {
  queue: string;
  tasks: readonly string[];
  /** Values of `status` in a health document that mean healthy. */
  healthyWords: readonly string[];
  healthPaths: { api: string; mcp: string };
  /** Path of the MCP endpoint on the server itself, and of the same behind the proxy. */
  mcpPaths: { direct: string; proxied: string };
  readTool: { name: string; arguments: Readonly<Record<string, unknown>> };
  documentationPath: string;
  appointmentsPath: string;
};

/** A queue that workers consume; what it does not say is as the contract says. */
export type QueueProfile = Pick<QueuePromise, 'name'> & Partial<Omit<QueuePromise, 'name'>>;

/**
 * A target resolved: surfaces and identities to use now. Plain data, so that it can be handed to another process; fixtures and
 * checks see nothing else and cannot tell how it came up.
 */
export type Deployment = {
  name: string;
  /** `api` and `proxy` are base URLs with a closing slash, `mcp` is the MCP server asked directly, the others are connection URLs. */
  surfaces: Readonly<Record<SurfaceName, Surface>>;
  /** How they are reached from here, where that is not simply by name. */
  connection?: Connection;
  /** How the units and containers behind them can be asked. */
  services?: Services | { notOffered: string };
  /** At least `staff`, for two hospitals where the target has two. */
  identities: Readonly<Record<string, Identity>>;
  furthestSafety: Safety;
  /** Checks that the target accepts as unproven, each with the reason. */
  accepted: Readonly<Record<string, string>>;
  /** Known failures, each for one cause and until a day. */
  waivers?: readonly Waiver[];
  workers: { expected?: number; results: 'rpc' | { notOffered: string } };
  /** Of queues beside the default one, and where more is promised than by the contract. */
  queues?: readonly QueueProfile[];
  /** What canaries may use, so that they bother nobody; what is absent is not created. */
  canaries?: Canaries;
  dialect: Dialect;
  /** Which migration must have run last; unknown where absent. */
  migrations?: Migrations;
  expectedVersion?: string;
  /** True for a stack that we started ourselves. */
  own: boolean;
  /** Where the ledgers of runs on such a stack lie: in its own folder, since what is created in it ends with it. */
  ledgerDirectory?: string;
};
