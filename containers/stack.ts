import type { FaultName } from '../contract/faults.ts';
import type { Deployment } from '../targets/deployment.ts';

/** A Deployment that we brought up, with an end. */
export type Stack = AsyncDisposable & {
  deployment: Deployment;
  /** Everything the stack needs to be told of: for faults on a running stack and for `status`. */
  services: Readonly<Record<string, RunningService>>;
};

export type RunningService = {
  name: string;
  /** Its process, or the first one of its container. */
  pid: number;
  /** Where it runs in one. */
  container?: { id: string; image: string };
  /** Where it is asked, as `host:port`. */
  address?: string;
  /** Of what does not tell it to whoever asks. */
  version?: string;
  /** Resolves when it ends, whoever ended it: how, as the rest of a sentence. */
  ended?: Promise<string>;
  /** Stops it in the middle of whatever it does, with its connections open, until the end of this. */
  freeze(): Promise<AsyncDisposable>;
  /** What was said last on its standard output and error, oldest first. */
  lastLines(): string[];
  /** A file with all that it said, while it runs. */
  logFile?: string;
  stop(): Promise<void>;
};

/** How one program of a stack is started. */
export type Command = {
  file: string;
  arguments: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** The program is ready once a line of its output matches. */
  readyLine: RegExp;
};

/** What is brought up on top of the shared services; a fault of kind `plan` is a function on this value. */
export type StackPlan = {
  api: Command;
  mcp: Command;
  worker: Command;
  /** Beside it, by the name of the service. */
  moreWorkers?: Readonly<Record<string, Command>>;
  /** The `server` blocks of nginx, given where it listens and where its upstreams do, as `host:port`. */
  nginx: (addresses: { listen: string; api: string; mcp: string }) => string;
  /** nginx speaks https alone, with a certificate that ends then; http where absent. */
  https?: { daysLeft: number };
};

/** PostgreSQL, RabbitMQ and Redis, which several stacks may share: a database, a virtual host and a Redis process each. Plain data. */
export type ServiceAddresses = {
  postgres: { host: string; port: number; user: string; password: string };
  rabbitmq: {
    host: string;
    port: number;
    managementPort: number;
    user: string;
    password: string;
    /** By which `rabbitmqctl` finds it: `home` holds its Erlang cookie. */
    node: { name: string; epmdPort: number; home: string };
  };
  /** A database with tables and seed, of which each stack gets a copy; without it the API makes them. */
  template?: string;
};

export type OpenStackOptions = {
  /** Brought up for this stack alone where absent. */
  services?: ServiceAddresses;
  fault?: FaultName;
  /** A last change to the plan, e.g. a real Celery in place of the reference worker. */
  plan?: (plan: StackPlan, addresses: { brokerUrl: string; databaseUrl: string; cacheUrl: string }) => StackPlan;
  /** One line for a person: which service is starting, ready, failed. */
  onProgress?: (event: StackProgress) => void;
  signal?: AbortSignal;
};

export type StackProgress = {
  service: string;
  state: 'starting' | 'ready' | 'failed' | 'stopped';
  afterMs: number;
  note?: string;
};
