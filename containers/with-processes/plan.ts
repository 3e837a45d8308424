import { join } from 'node:path';
import type { ApiEnvironment, McpEnvironment, WorkerEnvironment } from '../../contract/program-environment.ts';
import { tokenIssuer } from '../../contract/roles.ts';
import { defaultQueue } from '../../contract/tasks.ts';
import { ourServer } from '../nginx/server-blocks.ts';
import type { Command, StackPlan } from '../stack.ts';

export type PlanFacts = {
  ports: { api: number; mcp: number };
  urls: { database: string; cache: string; broker: string };
  signingKey: string;
  build: { VERSION: string; COMMIT: string };
  /** A fault of a program, which every program is told of and the one it concerns acts on. */
  programFault?: string;
};

/** The reference implementation, healthy unless a fault of a program is named. */
export function referencePlan({ ports, urls, signingKey, build, programFault }: PlanFacts): StackPlan {
  const common = { ...build, ...(programFault === undefined ? {} : { FAULT: programFault }) };
  const tokens = { JWT_SIGNING_KEY: signingKey, JWT_ISSUER: tokenIssuer };
  const stores = { DATABASE_URL: urls.database, REDIS_URL: urls.cache };
  return {
    api: program('api', {
      ...common,
      ...tokens,
      ...stores,
      CELERY_BROKER_URL: urls.broker,
      HOST: '127.0.0.1',
      PORT: String(ports.api),
    } satisfies ApiEnvironment),
    mcp: program('mcp', {
      ...common,
      ...tokens,
      ...stores,
      HOST: '127.0.0.1',
      PORT: String(ports.mcp),
    } satisfies McpEnvironment),
    worker: program('worker', {
      ...common,
      CELERY_BROKER_URL: urls.broker,
      WORKER_NAME: 'worker1@localhost',
      WORKER_QUEUES: defaultQueue,
      WORKER_CONCURRENCY: '4',
    } satisfies WorkerEnvironment),
    nginx: ourServer,
  };
}

export const programsFolder = join(import.meta.dirname, '..', '..', 'reference-impl');

const program = (name: string, environment: Command['environment']): Command => ({
  file: process.execPath,
  arguments: [join(programsFolder, name, 'main.ts')],
  environment,
  readyLine: /"msg":"ready"/,
});
