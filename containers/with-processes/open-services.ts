import type { OpenStackOptions, RunningService, ServiceAddresses } from '../stack.ts';
import { open } from './opening.ts';
import { startPostgres } from './postgres.ts';
import { reserveRabbitmq, startRabbitmq } from './rabbitmq.ts';
import { makeTemplateDatabase } from './template-database.ts';

/** PostgreSQL and RabbitMQ, for several stacks side by side. */
export type Services = AsyncDisposable & { addresses: ServiceAddresses; services: Record<string, RunningService> };

export const openServices = (options: Pick<OpenStackOptions, 'onProgress' | 'signal'> = {}): Promise<Services> =>
  open(options, async (opening) => {
    const reserved = await reserveRabbitmq(opening);
    // The tables are made while RabbitMQ boots.
    const startDatabase = async () => {
      const postgres = await startPostgres(opening);
      return { postgres, template: await makeTemplateDatabase(opening, postgres) };
    };
    const [, database] = await opening.together(startRabbitmq(opening, reserved, '/'), startDatabase());
    return { addresses: { ...database, rabbitmq: reserved.address }, services: opening.services };
  });
