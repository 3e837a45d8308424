import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { apiFaults } from '../faults/api-faults.ts';
import { chosenFault } from '../faults/chosen-fault.ts';
import { migrate } from '../db/migrate.ts';
import { endOnSignal } from '../end-on-signal.ts';
import { namesIn } from '../host-names.ts';
import { readEnvironment } from '../read-environment.ts';
import { buildApi } from './build-api.ts';
import { openApiParts } from './open-api-parts.ts';

const names = [
  'HOST',
  'PORT',
  'DATABASE_URL',
  'REDIS_URL',
  'CELERY_BROKER_URL',
  'JWT_SIGNING_KEY',
  'JWT_ISSUER',
  'VERSION',
  'COMMIT',
] as const;

/** Listens first, then makes the tables: until they are there the health document says so. Ready once they are. */
export async function runApi(variables: NodeJS.ProcessEnv): Promise<void> {
  const environment = readEnvironment(variables, names);
  const fault = chosenFault(variables['FAULT'], environment.HOST);
  const logger = pino({ base: { program: 'api' } });
  const { parts, end } = openApiParts({
    databaseUrl: environment.DATABASE_URL,
    cacheUrl: environment.REDIS_URL,
    brokerUrl: environment.CELERY_BROKER_URL,
    signingKey: environment.JWT_SIGNING_KEY,
    issuer: environment.JWT_ISSUER,
    allowedHosts: namesIn(variables['ALLOWED_HOSTS']),
    version: environment.VERSION,
    commit: environment.COMMIT,
  });
  const sicken = fault && apiFaults[fault];
  const api = await buildApi(sicken ? sicken(parts) : parts, logger);
  await api.listen({ host: environment.HOST, port: Number(environment.PORT) });
  endOnSignal({ server: api.server, end, logger });
  const tables = migrate(environment.DATABASE_URL).catch((error: unknown) => {
    logger.fatal({ err: error }, 'the tables could not be made');
    process.exit(1);
  });
  // Loads the clients of the dependencies, which would take most of the first caller's second on a busy machine.
  await Promise.all([tables, parts.health()]);
  logger.info({ port: (api.server.address() as AddressInfo).port }, 'ready');
}
