import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { operations } from '../../contract/api.ts';
import type { AccessClaims } from '../../contract/roles.ts';
import { appointment, appointmentList, day, mostAtOnce, newAppointment } from '../domain/appointment-schemas.ts';
import { demandBookingRole } from '../domain/booking-rules.ts';
import { problem } from './answer-errors.ts';
import type { ApiParts } from './parts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    claims: AccessClaims;
  }
}

const { path } = operations.listAppointments;
const pathOfOne = operations.findAppointment.path.replace('{id}', ':id');
const one = z.object({ id: z.uuid() });
const filter = z.object({ limit: z.coerce.number().int().min(1).max(mostAtOnce).default(50), day: day.optional() });
const facts = { tags: ['appointments'], security: [{ accessToken: [] }] };

/** GET and POST /api/appointments/, GET and DELETE of one: the hospital is the one of the caller's token. */
export function addAppointmentRoutes(api: FastifyInstance, { appointments, tokens }: ApiParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>();
  api.decorateRequest('claims');
  // Before the body is read: a stranger learns nothing of what we would have made of it.
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    request.claims = await tokens.claimsOf(request.headers.authorization);
  };

  routes.get(
    path,
    {
      onRequest,
      schema: {
        ...facts,
        summary: 'List the appointments of your hospital',
        querystring: filter,
        response: { 200: appointmentList, '4xx': problem },
      },
    },
    ({ claims, query }) => appointments.list(claims.tenant, query),
  );

  routes.post(
    path,
    {
      onRequest,
      schema: {
        ...facts,
        summary: 'Book an appointment (staff)',
        body: newAppointment,
        response: { 201: appointment, '4xx': problem },
      },
    },
    async ({ claims, body }, reply) => {
      demandBookingRole(claims);
      return reply.code(201).send(await appointments.book(claims.tenant, body));
    },
  );

  routes.get(
    pathOfOne,
    {
      onRequest,
      schema: {
        ...facts,
        summary: 'Find an appointment of your hospital',
        params: one,
        response: { 200: appointment, '4xx': problem },
      },
    },
    ({ claims, params }) => appointments.find(claims.tenant, params.id),
  );

  routes.delete(
    pathOfOne,
    {
      onRequest,
      schema: {
        ...facts,
        summary: 'Remove an appointment that is booked (staff)',
        params: one,
        response: { 204: z.null(), '4xx': problem },
      },
    },
    async ({ claims, params }, reply) => {
      demandBookingRole(claims);
      await appointments.remove(claims.tenant, params.id);
      return reply.code(204).send(null);
    },
  );
}
