/**
 * What the three programs are started with. Each reads it once, in its main.ts, and writes one line with `"msg":"ready"` when it serves.
 * URLs are connection URLs as Django would have them (`postgres://`, `redis://`, `amqp://`).
 */
export type ApiEnvironment = Listening & {
  DATABASE_URL: string;
  REDIS_URL: string;
  CELERY_BROKER_URL: string;
  /** Host names beside those of loopback under which it may be called, separated by commas. */
  ALLOWED_HOSTS?: string;
} & Tokens &
  Build;

export type McpEnvironment = Listening & {
  DATABASE_URL: string;
  REDIS_URL: string;
  /** Host names beside those of loopback under which the MCP endpoint may be called, separated by commas. */
  ALLOWED_HOSTS?: string;
  /** How often an open stream says that it lives, in milliseconds; 0 for never, contract/tools.ts where it is not set. */
  KEEP_ALIVE_MS?: string;
} & Tokens &
  Build;

export type WorkerEnvironment = {
  CELERY_BROKER_URL: string;
  /** `name@host`, as Celery calls a node. */
  WORKER_NAME: string;
  WORKER_QUEUES: string;
  WORKER_CONCURRENCY: string;
  /** The name of a fault (contract/faults.ts); refused when the broker is not on loopback. */
  FAULT?: string;
} & Build;

type Listening = {
  HOST: string;
  PORT: string;
  /** The name of a fault (contract/faults.ts); refused when HOST is not loopback. */
  FAULT?: string;
};

type Tokens = { JWT_SIGNING_KEY: string; JWT_ISSUER: string };

type Build = { VERSION: string; COMMIT: string };
