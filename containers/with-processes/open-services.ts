import type { OpenStackOptions, RunningService, ServiceAddresses } from '../stack.ts';
import { open } from './opening.ts';
import { startPostgres } from './postgres.ts';
import { reserveRabbitmq, startRabbitmq } from './rabbitmq.ts';

/** PostgreSQL and RabbitMQ, for several stacks side by side. */
export type Services = AsyncDisposable & { addresses: ServiceAddresses; services: Record<string, RunningService> };

export const openServices = (options: Pick<OpenStackOptions, 'onProgress' | 'signal'> = {}): Promise<Services> =>
  open(options, async (opening) => {
    const reserved = await reserveRabbitmq(opening);
    const [, postgres] = await opening.together(startRabbitmq(opening, reserved, '/'), startPostgres(opening));
    return { addresses: { postgres, rabbitmq: reserved.address }, services: opening.services };
  });
