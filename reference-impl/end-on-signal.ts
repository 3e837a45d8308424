import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { within } from './within.ts';

// The whole end has to fit into 2 s.
const requestsMs = 1400;
const dependenciesMs = 400;

/** On SIGTERM or SIGINT: accepts no more, lets requests finish, ends what the program holds, exits with 0. */
export function endOnSignal(options: {
  server: Server;
  end: () => Promise<unknown>;
  logger: Pick<Logger, 'info'>;
}): void {
  const { server, end, logger } = options;
  const stop = async (signal: NodeJS.Signals) => {
    logger.info({ signal }, 'ending');
    await within(requestsMs, closed(server)).catch(() => server.closeAllConnections());
    // What does not end in time ends with the process.
    await within(dependenciesMs, end()).catch(() => undefined);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, (name) => void stop(name));
}

async function closed(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Node closes idle connections here, and busy ones once they have answered.
  server.close(() => resolve());
  await promise;
}
