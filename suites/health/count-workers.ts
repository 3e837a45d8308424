import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';

/** How many workers consume the default queue, as the broker counts them: so many are waited for, whoever else answers. */
export const countWorkers = async (celery: Pick<CeleryClient, 'countQueue' | 'queue'>): Promise<number> =>
  (await celery.countQueue(celery.queue))?.consumers ?? 0;
