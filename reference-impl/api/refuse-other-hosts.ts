import type { FastifyInstance } from 'fastify';
import type { ApiParts } from './parts.ts';

/** Answers 400 to whoever calls us by another name: what is built from it (links, cache keys) would be theirs. */
export function refuseOtherHosts(api: FastifyInstance, { isOurHost }: Pick<ApiParts, 'isOurHost'>): void {
  api.addHook('onRequest', async (request, reply) => {
    if (isOurHost(request.headers.host ?? '')) return;
    await reply.code(400).send({ error: 'unknown_host', message: 'There is nothing under this host name.' });
  });
}
