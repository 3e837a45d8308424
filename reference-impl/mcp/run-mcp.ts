import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { chosenFault } from '../faults/chosen-fault.ts';
import { mcpFaults } from '../faults/mcp-faults.ts';
import { endOnSignal } from '../end-on-signal.ts';
import { namesIn } from '../host-names.ts';
import { readEnvironment } from '../read-environment.ts';
import { buildMcp } from './build-mcp.ts';
import { openMcpParts } from './open-mcp-parts.ts';

const names = [
  'HOST',
  'PORT',
  'DATABASE_URL',
  'REDIS_URL',
  'JWT_SIGNING_KEY',
  'JWT_ISSUER',
  'VERSION',
  'COMMIT',
] as const;

/** Listens at once and waits for nothing; the API makes the tables, and the health document says whether they are there. */
export async function runMcp(variables: NodeJS.ProcessEnv): Promise<void> {
  const environment = readEnvironment(variables, names);
  const fault = chosenFault(variables['FAULT'], environment.HOST);
  const logger = pino({ base: { program: 'mcp' } });
  const { parts, end } = openMcpParts({
    databaseUrl: environment.DATABASE_URL,
    cacheUrl: environment.REDIS_URL,
    signingKey: environment.JWT_SIGNING_KEY,
    issuer: environment.JWT_ISSUER,
    allowedHosts: namesIn(variables['ALLOWED_HOSTS']),
    version: environment.VERSION,
    commit: environment.COMMIT,
  });
  const sicken = fault && mcpFaults[fault];
  const server = buildMcp(sicken ? sicken(parts) : parts, logger, keepAliveIn(variables['KEEP_ALIVE_MS']));
  server.listen(Number(environment.PORT), environment.HOST);
  await once(server, 'listening');
  endOnSignal({ server, end, logger });
  // Loads the clients of the dependencies, which would take most of the first caller's second on a busy machine.
  await parts.health();
  logger.info({ port: (server.address() as AddressInfo).port }, 'ready');
}

function keepAliveIn(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  throw new Error(`KEEP_ALIVE_MS is "${value}", and must be a number of milliseconds.`);
}
