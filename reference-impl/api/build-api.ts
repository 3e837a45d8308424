import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { addAppointmentRoutes } from './add-appointment-routes.ts';
import { addDocumentation } from './add-documentation.ts';
import { addHealthRoute } from './add-health-route.ts';
import { answerErrors } from './answer-errors.ts';
import { refuseOtherHosts } from './refuse-other-hosts.ts';
import type { ApiParts } from './parts.ts';

/** The API over its parts, not listening yet. `/x` and `/x/` are one path. */
export async function buildApi(parts: ApiParts, logger: FastifyBaseLogger): Promise<FastifyInstance> {
  const api = fastify({
    loggerInstance: logger,
    // Only what went wrong is logged (answerErrors): a line for each request would be most of the work under load.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
    exposeHeadRoutes: parts.answersHead,
  });
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(parts.serializer);
  answerErrors(api, parts);
  refuseOtherHosts(api, parts);
  await addDocumentation(api, parts);
  addHealthRoute(api, parts);
  addAppointmentRoutes(api, parts);
  return api;
}
