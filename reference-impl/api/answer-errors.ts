import type { FastifyError, FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isOutOfReach } from '../db/open-database.ts';
import { Refused, type RefusalReason } from '../domain/refused.ts';
import { InvalidToken } from '../tokens.ts';
import type { ApiParts } from './parts.ts';

/** Every answer but 2xx: a word for programs, a sentence for people. */
export const problem = z.object({ error: z.string(), message: z.string() });

export const notFound: z.infer<typeof problem> = { error: 'not_found', message: 'There is nothing at this path.' };

type Problem = z.infer<typeof problem> & { status: number; headers?: Record<string, string> };

/** Answers every error as a `problem`; what we did not expect is logged and answered without saying what it was. */
export function answerErrors(api: FastifyInstance, { nothingAt }: Pick<ApiParts, 'nothingAt'>): void {
  api.setNotFoundHandler((request, reply) => {
    const { contentType, body } = nothingAt(request.url.split('?')[0] ?? '/');
    return reply.code(404).type(contentType).send(body);
  });
  api.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, headers, ...body } = problemOf(error);
    if (status >= 500) {
      const { method, url } = request;
      request.log.error({ err: error, method, path: url.split('?')[0], status }, 'request failed');
    }
    return reply
      .code(status)
      .headers(headers ?? {})
      .send(body);
  });
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof InvalidToken) {
    const headers = { 'www-authenticate': error.challenge };
    return { status: 401, headers, error: 'invalid_token', message: `${error.message}.` };
  }
  if (error instanceof Refused) return { status: refusals[error.reason], error: error.reason, message: error.message };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map(({ instancePath, message }) => `${instancePath}: ${message}`);
    return { status: 400, error: 'invalid_request', message: places.join('; ') };
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { status: error.statusCode, error: 'invalid_request', message: 'The request could not be read.' };
  }
  if (isOutOfReach(error)) return { status: 503, error: 'unavailable', message: 'Please try again later.' };
  return { status: 500, error: 'internal', message: 'Something went wrong on our side.' };
}

const refusals = {
  not_your_role: 403,
  unknown_tenant: 403,
  in_the_past: 422,
  unknown_duration: 422,
  slot_taken: 409,
  no_such_appointment: 404,
  not_booked: 409,
} as const satisfies Record<RefusalReason, number>;
