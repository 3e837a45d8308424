import { join } from 'node:path';
import type { ApiEnvironment, McpEnvironment, WorkerEnvironment } from '../../contract/program-environment.ts';
import { tokenIssuer } from '../../contract/roles.ts';
import { defaultQueue } from '../../contract/tasks.ts';
import { ourServer } from '../nginx/server-blocks.ts';
import type { Command, StackPlan } from '../stack.ts';

export type PlanFacts = {
  listen: Record<'api' | 'mcp', { HOST: string; PORT: string }>;
  /** How a program is started. */
  program: (name: string) => Pick<Command, 'file' | 'arguments'>;
  urls: { database: string; cache: string; broker: string };
  signingKey: string;
  build: { VERSION: string; COMMIT: string };
  /** A fault of a program, which every program is told of and the one it concerns acts on. */
  programFault?: string;
};

/** The reference implementation, healthy unless a fault of a program is named. */
export function referencePlan({ listen, program, urls, signingKey, build, programFault }: PlanFacts): StackPlan {
  const common = { ...build, ...(programFault === undefined ? {} : { FAULT: programFault }) };
  const tokens = { JWT_SIGNING_KEY: signingKey, JWT_ISSUER: tokenIssuer };
  const stores = { DATABASE_URL: urls.database, REDIS_URL: urls.cache };
  const start = (name: string, environment: Command['environment']): Command => ({
    ...program(name),
    environment,
    readyLine: /"msg":"ready"/,
  });
  return {
    api: start('api', {
      ...common,
      ...tokens,
      ...stores,
      CELERY_BROKER_URL: urls.broker,
      ...listen.api,
    } satisfies ApiEnvironment),
    mcp: start('mcp', {
      ...common,
      ...tokens,
      ...stores,
      ...listen.mcp,
    } satisfies McpEnvironment),
    worker: start('worker', {
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

/** As a process of this machine, on loopback. */
export const onThisMachine = (ports: { api: number; mcp: number }): Pick<PlanFacts, 'listen' | 'program'> => ({
  listen: {
    api: { HOST: '127.0.0.1', PORT: String(ports.api) },
    mcp: { HOST: '127.0.0.1', PORT: String(ports.mcp) },
  },
  program: (name) => ({ file: process.execPath, arguments: [join(programsFolder, name, 'main.ts')] }),
});
